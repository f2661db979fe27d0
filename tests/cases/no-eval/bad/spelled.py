import atexit
import codecs
import contextlib
import functools
import importlib.abc
import logging
import operator
import pickle
import queue
import sched
import signal
import string
import sys
import threading
import weakref

code = input()


def threads():
    threading.Thread(target=eval, args=(code,)).start()  # BAD no-eval/python-eval
    threading.Timer(1, exec, [code]).start()  # BAD no-eval/python-eval


def at_exit():
    atexit.register(exec, code)  # BAD no-eval/python-eval


def finalize(obj):
    weakref.finalize(obj, exec, code)  # BAD no-eval/python-eval


def signals():
    signal.signal(signal.SIGALRM, lambda number, frame: exec(code))  # BAD no-eval/python-eval


def keyed():
    sorted([code], key=eval)  # BAD no-eval/python-eval
    max([code, "2"], key=eval)  # BAD no-eval/python-eval
    min([code], key=exec)  # BAD no-eval/python-eval
    list(filter(eval, [code]))  # BAD no-eval/python-eval
    list(map(exec, [code]))  # BAD no-eval/python-eval
    functools.reduce(lambda a, b: eval(b), [code, code])  # BAD no-eval/python-eval


class Meta(type):
    def __call__(cls, text):
        return eval(text)  # BAD no-eval/python-eval

    def __getitem__(cls, text):
        return eval(text)  # BAD no-eval/python-eval

    def __getattr__(cls, name):
        exec(name)  # BAD no-eval/python-eval


class Used(metaclass=Meta):
    pass


class Descriptor:
    __get__ = eval

    def __set__(self, obj, value):
        exec(value)  # BAD no-eval/python-eval


class Item:
    __class_getitem__ = eval
    __getitem__ = staticmethod(eval)


Item[code]  # BAD no-eval/python-eval
Item()[code]  # BAD no-eval/python-eval


class Base:
    def __init_subclass__(cls, code="", **more):
        exec(code)  # BAD no-eval/python-eval


class Derived(Base, code=code):
    pass


class Operators:
    __add__ = lambda self, other: eval(other)  # BAD no-eval/python-eval
    __lshift__ = __matmul__ = staticmethod(exec)
    __contains__ = staticmethod(eval)
    __call__ = staticmethod(exec)


Operators() << code  # BAD no-eval/python-eval
Operators()(code)  # BAD no-eval/python-eval
code in Operators()  # BAD no-eval/python-eval


@eval  # BAD no-eval/python-eval
@(lambda function: code)
def decorated():
    pass


def generator():
    while True:
        text = yield
        exec(text)  # BAD no-eval/python-eval


generator().send(code)


@contextlib.contextmanager
def managed(text):
    yield eval(text)  # BAD no-eval/python-eval


@functools.singledispatch
def dispatch(value):
    return None


@dispatch.register(str)
def _(value):
    return eval(value)  # BAD no-eval/python-eval


dispatch.register(bytes, exec)  # BAD no-eval/python-eval
functools.partial(eval, code)()  # BAD no-eval/python-eval
functools.partialmethod(exec, code)
operator.call(eval, code)  # BAD no-eval/python-eval
operator.methodcaller("eval", code)(__builtins__)  # BAD no-eval/python-eval
operator.itemgetter("eval")(vars(__builtins__))(code)  # BAD no-eval/python-eval
sched.scheduler().enter(1, 1, exec, (code,))  # BAD no-eval/python-eval
contextlib.ExitStack().callback(exec, code)  # BAD no-eval/python-eval
next(iter([eval]))(code)  # BAD no-eval/python-eval
(eval if code else exec)(code)  # BAD no-eval/python-eval
{"x": eval}["x"](code)  # BAD no-eval/python-eval
[exec][0](code)  # BAD no-eval/python-eval
(lambda f: f(code))(eval)  # BAD no-eval/python-eval
(lambda *a: a[0](a[1]))(exec, code)  # BAD no-eval/python-eval
type("X", (), {"run": staticmethod(eval)}).run(code)  # BAD no-eval/python-eval
codecs.register(lambda name: codecs.CodecInfo(encode=None, decode=lambda data, errors=None: (exec(data), len(data))))  # BAD no-eval/python-eval
getattr(sys.modules["builtins"], "eval")(code)  # BAD no-eval/python-eval
sys.modules["builtins"].__dict__["exec"](code)  # BAD no-eval/python-eval
print.__self__.eval(code)  # BAD no-eval/python-eval
"".__class__.__mro__[1].__subclasses__()[80].load_module("os").system(code)
threading.excepthook = exec
sys.excepthook = lambda kind, value, trace: exec(str(value))  # BAD no-eval/python-eval
sys.displayhook = eval
sys.setprofile(lambda frame, event, arg: exec(code))  # BAD no-eval/python-eval
sys.addaudithook(lambda event, args: exec(code))  # BAD no-eval/python-eval


class Formatter(logging.Formatter):
    def format(self, record):
        return eval(record.getMessage())  # BAD no-eval/python-eval


class StringFormatter(string.Formatter):
    def get_field(self, name, args, kwargs):
        return eval(name), name  # BAD no-eval/python-eval


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        exec(code)  # BAD no-eval/python-eval


sys.meta_path.insert(0, Finder())


class Loader(importlib.abc.Loader):
    def exec_module(self, module):
        exec(code, module.__dict__)  # BAD no-eval/python-eval


class Payload:
    def __reduce__(self):  # BAD no-eval/python-eval
        return exec, (code,)


pickle.dumps(Payload())
work = queue.Queue()
work.put(eval)  # BAD no-eval/python-eval
work.get()(code)
del sys.modules["os"]
for run in (eval,):
    run(code)  # BAD no-eval/python-eval
with contextlib.nullcontext(eval) as entered:  # BAD no-eval/python-eval
    entered(code)
try:
    raise ValueError(eval)  # BAD no-eval/python-eval
except ValueError as error:
    error.args[0](code)
first, *rest = eval, exec
rest[0](code)  # BAD no-eval/python-eval
(walrus := exec)(code)  # BAD no-eval/python-eval
match eval:
    case matched:
        matched(code)  # BAD no-eval/python-eval
