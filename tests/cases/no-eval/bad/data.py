import ctypes
import importlib
import importlib.util
import marshal
import os
import pickle
import runpy
import shelve
import sys
from pickle import Unpickler
from pickle import loads as parse

import dill
import joblib
import jsonpickle
import numpy as np
import pandas as pd
import requests
import torch
import yaml

raw = sys.stdin.buffer.read()
pickle.loads(raw)  # BAD no-eval/deserialise
pickle.load(open("cache.pkl", "rb"))  # BAD no-eval/deserialise
parse(raw)  # BAD no-eval/deserialise
Unpickler(open("cache.pkl", "rb")).load()  # BAD no-eval/deserialise
dill.loads(raw)  # BAD no-eval/deserialise
joblib.load("model.joblib")  # BAD no-eval/deserialise
jsonpickle.decode(raw)  # BAD no-eval/deserialise
marshal.loads(raw)  # BAD no-eval/deserialise
exec(marshal.loads(raw))  # BAD no-eval/python-eval BAD no-eval/deserialise
shelve.open("store")  # BAD no-eval/deserialise
torch.load("weights.pt")  # BAD no-eval/deserialise
torch.load("weights.pt", weights_only=False)  # BAD no-eval/deserialise
np.load("array.npy", allow_pickle=True)  # BAD no-eval/deserialise
pd.read_pickle("frame.pkl")  # BAD no-eval/deserialise
yaml.load(raw)  # BAD no-eval/deserialise
yaml.load(raw, Loader=yaml.Loader)  # BAD no-eval/deserialise
yaml.load(raw, yaml.UnsafeLoader)  # BAD no-eval/deserialise
yaml.unsafe_load(raw)  # BAD no-eval/deserialise
getattr(pickle, "lo" + "ads")(raw)  # BAD no-eval/deserialise
__import__("pickle").loads(raw)  # BAD no-eval/deserialise
importlib.import_module(sys.argv[1])  # BAD no-eval/dynamic-import
__import__(os.environ["MODULE"])  # BAD no-eval/dynamic-import
importlib.import_module(requests.get("https://files.example.net/name").text)  # BAD no-eval/dynamic-import
runpy.run_path("/tmp/payload.py")  # BAD no-eval/load-file
runpy.run_path(sys.argv[1])  # BAD no-eval/load-file
spec = importlib.util.spec_from_file_location("m", "/tmp/m.py")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)  # BAD no-eval/load-file
ctypes.CDLL("/tmp/lib.so")  # BAD no-eval/native
