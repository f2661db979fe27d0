import os

name = "\x73\x79\x73\x74\x65\x6d"  # BAD no-obfuscation/spelled-out
getattr(os, name)("id")  # BAD no-obfuscation/disguised-name
