import builtins as b
import functools
import importlib
import operator
import sys
import threading
from builtins import eval as calculate
from builtins import exec

x = sys.stdin.read()
calculate(x)  # BAD no-eval/python-eval
exec(x)  # BAD no-eval/python-eval
b.eval(x)  # BAD no-eval/python-eval
e = eval
e(x)  # BAD no-eval/python-eval
f = print
f = eval
f(x)  # BAD no-eval/python-eval
if x:
    g = print
else:
    g = eval
g(x)  # BAD no-eval/python-eval
h, i = print, eval
i(x)  # BAD no-eval/python-eval
(j := eval)(x)  # BAD no-eval/python-eval
[eval][0](x)  # BAD no-eval/python-eval
{"run": eval}["run"](x)  # BAD no-eval/python-eval
table = {"print": print, "eval": eval}
table[x](x)  # BAD no-eval/python-eval
(eval if x else print)(x)  # BAD no-eval/python-eval
(x and eval or print)(x)  # BAD no-eval/python-eval
eval.__call__(x)  # BAD no-eval/python-eval
getattr(b, "eval")(x)  # BAD no-eval/python-eval
getattr(__builtins__, "ev" + "al")(x)  # BAD no-eval/python-eval
getattr(b, "lave"[::-1])(x)  # BAD no-eval/python-eval
getattr(b, "%s%s" % ("ev", "al"))(x)  # BAD no-eval/python-eval
getattr(b, "{}al".format("ev"))(x)  # BAD no-eval/python-eval
getattr(b, f"{'ex'}ec")(x)  # BAD no-eval/python-eval
getattr(b, "".join(["e", "x", "e", "c"]))(x)  # BAD no-eval/python-eval
getattr(b, "".join(map(chr, [101, 118, 97, 108])))(x)  # BAD no-eval/python-eval
getattr(b, bytes([101, 120, 101, 99]).decode())(x)  # BAD no-eval/python-eval
getattr(b, "\x65\x76\x61\x6c")(x)  # BAD no-eval/python-eval
getattr(b, "xxevalxx"[2:6])(x)  # BAD no-eval/python-eval
getattr(b, "EVAL".lower())(x)  # BAD no-eval/python-eval
getattr(b, "e-v-a-l".replace("-", ""))(x)  # BAD no-eval/python-eval
getattr(b, bytes.fromhex("6576616c").decode())(x)  # BAD no-eval/python-eval
b.__dict__["eval"](x)  # BAD no-eval/python-eval
vars(b)["exec"](x)  # BAD no-eval/python-eval
globals()["__builtins__"]["eval"](x)  # BAD no-eval/python-eval
globals()["e"](x)  # BAD no-eval/python-eval
locals()["e"](x)  # BAD no-eval/python-eval
__import__("builtins").eval(x)  # BAD no-eval/python-eval
importlib.import_module("builtins").eval(x)  # BAD no-eval/python-eval
importlib.import_module("built" + "ins").exec(x)  # BAD no-eval/python-eval
sys.modules["builtins"].eval(x)  # BAD no-eval/python-eval
operator.attrgetter("eval")(b)(x)  # BAD no-eval/python-eval
operator.methodcaller("eval", x)(b)  # BAD no-eval/python-eval
functools.partial(eval, x)()  # BAD no-eval/python-eval
functools.partial(eval)(x)  # BAD no-eval/python-eval
list(map(eval, [x]))  # BAD no-eval/python-eval
list(filter(eval, [x]))  # BAD no-eval/python-eval
[run(x) for run in (eval, exec)]  # BAD no-eval/python-eval
functools.reduce(lambda a, part: eval(part), x.split())  # BAD no-eval/python-eval
(lambda run: run(x))(eval)  # BAD no-eval/python-eval
threading.Thread(target=exec, args=(x,)).start()  # BAD no-eval/python-eval
for run in print, exec:
    run(x)  # BAD no-eval/python-eval
ｅｖａｌ(x)  # BAD no-eval/python-eval


def call(function, argument):
    return function(argument)  # BAD no-eval/python-eval


call(eval, x)


def wrapped(text):
    return eval(text)  # BAD no-eval/python-eval


wrapped(x)


def give():
    return eval


give()(x)  # BAD no-eval/python-eval


class Runner:
    def __init__(self):
        self.go = eval

    def run(self, text):
        return self.go(text)  # BAD no-eval/python-eval


class Namespace:
    run = eval


Namespace.run(x)  # BAD no-eval/python-eval
setattr(Namespace, "other", exec)
Namespace.other(x)  # BAD no-eval/python-eval


def decorate(function):
    def inner(text):
        return eval(text)  # BAD no-eval/python-eval

    return inner


@decorate
def named(text):
    pass


named(x)
