import builtins
import code
import sys
import types

x = sys.argv[1]
eval(x)  # BAD no-eval/python-eval
exec(x)  # BAD no-eval/python-eval
exec(x, {}, {})  # BAD no-eval/python-eval
result = eval("1 + 1")  # BAD no-eval/python-eval
eval(source=x)  # BAD no-eval/python-eval
builtins.eval(x)  # BAD no-eval/python-eval
__builtins__.exec(x)  # BAD no-eval/python-eval
__builtins__["eval"](x)  # BAD no-eval/python-eval
if eval(x): pass  # BAD no-eval/python-eval
print([eval(part) for part in x.split(",")])  # BAD no-eval/python-eval
value = {"a": eval(x)}["a"]  # BAD no-eval/python-eval
f"{eval(x)}"  # BAD no-eval/python-eval
assert eval(x)  # BAD no-eval/python-eval
lambda text: eval(text)  # BAD no-eval/python-eval
code.InteractiveInterpreter().runsource(x)  # BAD no-eval/python-eval
code.InteractiveConsole().push(x)  # BAD no-eval/python-eval
console = code.InteractiveInterpreter()
console.runcode(x)  # BAD no-eval/python-eval
types.FunctionType(compile(x, "a", "exec"), {})()  # BAD no-eval/code-object
run = types.LambdaType(x.__code__, globals())  # BAD no-eval/code-object


class Tool:
    handler = eval(x)  # BAD no-eval/python-eval

    def run(self, text):
        return eval(text)  # BAD no-eval/python-eval

    async def later(self, text):
        exec(await text)  # BAD no-eval/python-eval


def annotated(a: exec(x)):  # BAD no-eval/python-eval
    pass


def default(a=eval(x)):  # BAD no-eval/python-eval
    pass


with open("f") as f, eval(x):  # BAD no-eval/python-eval
    pass
try:
    pass
except Exception:
    eval(x)  # BAD no-eval/python-eval
while eval(x):  # BAD no-eval/python-eval
    pass
for item in eval(x):  # BAD no-eval/python-eval
    pass
match x:
    case "a":
        exec(x)  # BAD no-eval/python-eval
