# Names that are written where they are used, reflection over what does not matter, numbers and digests.
import builtins
import codecs
import os
import subprocess
from os import system as run_text
from subprocess import run

getattr(os, "getuid", lambda: 0)()
getattr(os, "cpu_count")()
vars(os)["getcwd"]()
handler = getattr(subprocess, "CREATE_NO_WINDOW", 0)
run(["git", "status"])
run_text("ls")
launch = subprocess.run
launch(["git", "log"])
__import__("json").loads("{}")
__import__("pkg_resources").declare_namespace(__name__)
data = b"\xc3\xa9".decode("utf-8")
greek = b"\xe1".decode("iso8859_7")
codecs.decode("Uryyb", "rot13")
builtins.__dict__["print"]("a")
card = "4242424242424242"
digest = "5d41402abc4b2a76b9719d911017c592"
number = "20240615123456"
word = "c29tZSB0ZXh0"
primes = [11, 13, 17, 19, 23, 29, 31, 37, 41, 43]
letters = "\x41\x42\x43\x44"
magic = "\x7fELF"
codes = {chr(value) for value in range(97, 123)}
names = [name for name in dir(os) if name.startswith("O_")]
