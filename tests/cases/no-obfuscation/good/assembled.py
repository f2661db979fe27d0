import importlib
import os
import subprocess
import sys

import requests


def call(method, action, name, locale):
    getattr(requests, "get".lower())("https://api.example.com")
    handler = getattr(sys.modules[__name__], "on_" + action)
    module = importlib.import_module("plugins." + name)
    strings = importlib.import_module(f"locales.{locale}")
    getattr(os, "environ")
    path = os.path.join("data", "a" + ".json")
    python = "python" + str(sys.version_info.major)
    subprocess.run([python, "tool.py"])
    subprocess.run(["git", "log", "-" + str(5)])
    getattr(handler, "run_" + "all")()
    globals()["VERSION_" + name] = 1
    getattr(module, "set_" + "up")()
    getattr(os, "getcwd")()
    mode = "r" + "b"
    open(path, mode)
    title = "Hello, " + "world"
    query = "SELECT id " + "FROM items"
    return title + query + str(strings)


def child():
    subprocess.run([sys.executable, "-m", "http.server"])
