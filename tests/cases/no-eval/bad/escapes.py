import builtins
import concurrent.futures
import inspect
import json
import os
import pkgutil
import pydoc
import re
import sqlite3
import sys

x = input()
().__class__.__base__.__subclasses__()[80].__init__.__globals__["__builtins__"]["eval"](x)  # BAD no-eval/python-eval
json.loads.__globals__["__builtins__"]["exec"](x)  # BAD no-eval/python-eval
(lambda: 0).__globals__["__builtins__"].eval(x)  # BAD no-eval/python-eval
globals().get("__builtins__").eval(x)  # BAD no-eval/python-eval
vars(builtins).get("eval")(x)  # BAD no-eval/python-eval
builtins.__dict__.get("eval", print)(x)  # BAD no-eval/python-eval
builtins.__getattribute__("eval")(x)  # BAD no-eval/python-eval
object.__getattribute__(builtins, "eval")(x)  # BAD no-eval/python-eval
inspect.getattr_static(builtins, "eval")(x)  # BAD no-eval/python-eval
pydoc.locate("builtins.eval")(x)  # BAD no-eval/python-eval
pkgutil.resolve_name("builtins:exec")(x)  # BAD no-eval/python-eval
type("T", (), {"run": eval}).run(x)  # BAD no-eval/python-eval
next(iter([eval]))(x)  # BAD no-eval/python-eval
(*[eval],)[0](x)  # BAD no-eval/python-eval
{eval}.pop()(x)  # BAD no-eval/python-eval
eval(*[x])  # BAD no-eval/python-eval
exec(**{"source": x})  # BAD no-eval/python-eval
re.sub("a", lambda match: eval(match.group()), x)  # BAD no-eval/python-eval
json.loads(x, object_hook=eval)  # BAD no-eval/python-eval
sqlite3.connect("a").create_function("f", 1, eval)  # BAD no-eval/python-eval
with concurrent.futures.ThreadPoolExecutor() as pool:
    pool.submit(eval, x)  # BAD no-eval/python-eval
    pool.map(exec, [x])  # BAD no-eval/python-eval
sys.excepthook = eval


class Call:
    __call__ = eval


Call()(x)  # BAD no-eval/python-eval


class Index:
    __class_getitem__ = exec

    def __getitem__(self, code):
        return eval(code)  # BAD no-eval/python-eval


Index[x]  # BAD no-eval/python-eval


@exec  # BAD no-eval/python-eval
@input
def nothing():
    pass


def late(text, run=eval):
    return run(text)  # BAD no-eval/python-eval


def share():
    global shared
    shared = eval


def later():
    return shared(x)  # BAD no-eval/python-eval


def swap():
    pass


swap.__code__ = compile(x, "x", "exec")  # BAD no-eval/code-object


class Payload:
    def __reduce__(self):  # BAD no-eval/python-eval
        return eval, ("print(1)",)


class Base:
    run = staticmethod(eval)


class Derived(Base):
    def go(self, text):
        return self.run(text)  # BAD no-eval/python-eval


try:
    run = __builtins__["eval"]
except TypeError:
    run = __builtins__.eval
run(x)  # BAD no-eval/python-eval
os.__dict__["__builtins__"]["eval"](x)  # BAD no-eval/python-eval
