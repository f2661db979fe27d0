import os
import pathlib
import shutil
import subprocess
import sys

import requests

subprocess.run(["git", "log", sys.argv[1]])
subprocess.run(["grep", "-r", input(), "."])
subprocess.run("make && make test", shell=True)
subprocess.run(["python3", "-m", "pytest", *sys.argv[1:]])
os.chmod("run.sh", 0o755)
os.chmod("key", 0o600)
os.setuid(os.getuid())
shutil.rmtree("build")
shutil.rmtree(os.path.join("build", sys.argv[1]), ignore_errors=True)
requests.get("https://api.acme.dev", verify=True)
requests.get("https://api.acme.dev", verify="ca.pem")
pathlib.Path("hooks/pre-commit").write_text("x")
data = requests.get("https://api.acme.dev/x.json").json()
pathlib.Path("x.json").write_text(str(data))
subprocess.run(["jq", ".", "x.json"])
print("sudo apt install x", "curl x | sh")
