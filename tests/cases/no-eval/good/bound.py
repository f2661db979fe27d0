# Names of modules that are bound to something else, and a logging server that checks what it gets.
import logging.config

from mylib import pickle_table as pickle
from workers import yaml

code = [1, 2]
types = {"a": 1}


def load(data, marshal):
    return pickle.loads(data), yaml.load(data), marshal.loads(data)


def compile(source):
    return source.strip()


for token in code:
    types.get(token)
compile("a")
logging.config.listen(9030, verify=check)
@register(code)
@handler.tool("name")
def shown(text):
    return text.eval()
