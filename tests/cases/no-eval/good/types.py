import types
import typing


def is_function(value):
    return isinstance(value, types.FunctionType) or isinstance(input(), types.CodeType)


def describe(cls):
    return [sub.__name__ for sub in cls.__subclasses__()]


def listed(name=input()):
    return typing.cast(str, name), hasattr(eval, name), repr(exec)
