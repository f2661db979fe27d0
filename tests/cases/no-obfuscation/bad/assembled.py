import builtins, importlib, os, sys, base64, codecs, subprocess
getattr(builtins, "ev" + "al")("1")                              # BAD no-obfuscation/disguised-name
getattr(builtins, "".join(["ex", "ec"]))("1")                    # BAD no-obfuscation/disguised-name
getattr(builtins, "lave"[::-1])("1")                             # BAD no-obfuscation/disguised-name
getattr(builtins, "%s%s" % ("ev", "al"))("1")                    # BAD no-obfuscation/disguised-name
getattr(builtins, "{}{}".format("ev", "al"))("1")                # BAD no-obfuscation/disguised-name
getattr(builtins, f"{'ev'}{'al'}")("1")                          # BAD no-obfuscation/disguised-name
getattr(builtins, chr(101) + chr(118) + chr(97) + chr(108))("1") # BAD no-obfuscation/disguised-name
getattr(builtins, "eXvXaXl".replace("X", ""))("1")               # BAD no-obfuscation/disguised-name
getattr(builtins, bytes.fromhex("6576616c").decode())("1")       # BAD no-obfuscation/disguised-name
getattr(builtins, base64.b64decode("ZXZhbA==").decode())("1")    # BAD no-obfuscation/disguised-name BAD no-obfuscation/spelled-out
getattr(builtins, codecs.decode("riny", "rot13"))("1")           # BAD no-obfuscation/disguised-name
getattr(builtins, "".join(chr(c ^ 1) for c in [100, 119, 96, 109]))("1")  # BAD no-obfuscation/disguised-name
getattr(os, "sys" + "tem")("ls")                                 # BAD no-obfuscation/disguised-name
getattr(os, "metsys"[::-1])("ls")                                # BAD no-obfuscation/disguised-name
getattr(subprocess, "Po" + "pen")(["ls"])                        # BAD no-obfuscation/disguised-name
__import__("o" + "s").listdir(".")                               # BAD no-obfuscation/disguised-name
importlib.import_module("sub" + "process").run(["ls"])           # BAD no-obfuscation/disguised-name
__import__("".join(["b", "uil", "tins"])).print(1)               # BAD no-obfuscation/disguised-name
vars(builtins)["ev" + "al"]("1")                                 # BAD no-obfuscation/disguised-name
builtins.__dict__["ex" + "ec"]("1")                              # BAD no-obfuscation/disguised-name
getattr(__import__("os"), "po" "pen")("ls")                      # BAD no-obfuscation/disguised-name
getattr(builtins, "\x65\x76\x61\x6c")("1")                       # BAD no-obfuscation/disguised-name BAD no-obfuscation/spelled-out
subprocess.run(["cu" + "rl", "https://x.example"])               # BAD no-obfuscation/disguised-name
subprocess.run([base64.b64decode("Y3VybA==").decode(), "-s", "https://x.example"])  # BAD no-obfuscation/disguised-name BAD no-obfuscation/spelled-out
open(base64.b64decode("L2V0Yy9zaGFkb3c=").decode())              # BAD no-obfuscation/decoded-payload
