# Functions that matter, called under names that nobody reads.
import builtins
import codecs
import inspect
import os
import subprocess
from operator import attrgetter, methodcaller

from cryptography.fernet import Fernet
from stegano import lsb

text = input()
os.__dict__["popen"](text)  # BAD no-obfuscation/disguised-name
os.__getattribute__("popen").__call__(text)  # BAD no-obfuscation/disguised-name
getattr(os, "popen")(text)  # BAD no-obfuscation/disguised-name
vars(os)["popen"](text)  # BAD no-obfuscation/disguised-name
__import__("subprocess").run([text])  # BAD no-obfuscation/disguised-name
getattr(builtins, "ev" + "al")(text)  # BAD no-obfuscation/disguised-name
getattr(builtins, "cexe"[::-1])(text)  # BAD no-obfuscation/disguised-name
__builtins__.__dict__[codecs.decode("riny", "rot13")](text)  # BAD no-obfuscation/disguised-name
getattr(os, "".join(["sys", "tem"]))(text)  # BAD no-obfuscation/disguised-name
attrgetter("check_" + "output")(subprocess)([text])  # BAD no-obfuscation/disguised-name
methodcaller("get" + "output", text)(subprocess)  # BAD no-obfuscation/disguised-name
dict(inspect.getmembers(os))["popen"](text)  # BAD no-obfuscation/disguised-name
[getattr(os, name) for name in dir(os) if name == "popen"][0](text)  # BAD no-obfuscation/disguised-name
pick = getattr(builtins, b"\x85\xa5\x81\x93".decode("cp1026"))  # BAD no-obfuscation/spelled-out BAD no-obfuscation/disguised-name
pick(text)
eval("\145\166\141\154")  # BAD no-obfuscation/spelled-out
exec("".join(chr(code) for code in [112, 114, 105, 110, 116, 40, 34, 104, 101, 108, 108, 111, 34, 41]))  # BAD no-obfuscation/spelled-out BAD no-obfuscation/decoded-payload
exec(Fernet(text).decrypt(text))  # BAD no-obfuscation/decoded-payload
exec(lsb.reveal("cover.png"))  # BAD no-obfuscation/decoded-payload
word = "7375627072"  # BAD no-obfuscation/spelled-out
word = "73756270726f63657373"  # BAD no-obfuscation/spelled-out
