# eval(x), exec(x): words in a comment
"""Never call eval(text) or exec(text) here."""
import ast
import importlib
import json
import re
import sqlite3
import subprocess
import sys

import numpy as np
import redis
import torch
import yaml
from simpleeval import simple_eval

PATTERNS = [r"\beval\s*\(", "exec(", "os.system(input())", "pickle.loads"]
RULES = {"eval": "dangerous", "exec": "dangerous"}
text = sys.stdin.read()
model = torch.nn.Module()
model.eval()
model.train(False).eval()
redis.Redis().eval("return 1", 0)
sqlite3.connect("x.db").cursor().execute("select 1")
sqlite3.connect("x.db").executescript("create table t(a)")
re.compile(text)
re.compile("a+").search(text)
ast.literal_eval(text)
ast.parse(text)
json.loads(text)
yaml.safe_load(text)
yaml.load(text, Loader=yaml.SafeLoader)
yaml.load(text, yaml.CSafeLoader)
torch.load("weights.pt", weights_only=True)
np.load("array.npy")
np.load("array.npy", allow_pickle=False)
importlib.import_module("json")
importlib.import_module(f"{__package__}.helpers")
__import__("sys").exit
getattr(model, "train")()
getattr(json, "lo" + "ads")(text)
simple_eval("1 + 1")
compile(text, "x", "exec", ast.PyCF_ONLY_AST)
print("eval(", text, ")")
print(f"exec({text})")
subprocess.run(["python3", "-c", "print(1)"])
subprocess.run(["bash", "-c", "echo hello"])
subprocess.run("ls -l", shell=True)
subprocess.run(["git", "log", text])
subprocess.run(["python3", "script.py", text])
evaluate = len
evaluate(text)
pd_eval = {"eval": len}
pd_eval["eval"](text)


class Interpreter:
    def eval(self, expression):
        return ast.literal_eval(expression)

    def exec(self, statement):
        return self.eval(statement)


Interpreter().eval(text)
Interpreter().exec(text)
interpreter = Interpreter()
interpreter.eval(text)


def eval_expression(expression):
    return ast.literal_eval(expression)


eval_expression(text)


def run(exec=print):
    exec(text)


run()


class Session:
    def exec(self, query):
        return query


with Session() as session:
    session.exec("select 1")
