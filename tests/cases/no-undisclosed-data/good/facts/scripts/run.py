import getpass
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import requests

subprocess.run(["make"], env=os.environ.copy())
subprocess.run(["make"], env={**os.environ, "CI": "1"})
print(platform.platform(), socket.gethostname(), getpass.getuser())
address = socket.gethostbyname(socket.gethostname())
if platform.system() == "Darwin":
    requests.get("https://dl.acme.dev/mac.tar.gz")
arch = {"x86_64": "amd64"}.get(platform.machine(), "arm64")
diff = subprocess.check_output(["git", "diff"], text=True)
print(diff)
names = subprocess.check_output(["git", "diff", "--name-only"], text=True)
requests.post("https://api.acme.dev/paths", json={"count": len(names)})
shutil.copy("src/main.py", "/tmp/main.py")
for path in Path(".").rglob("*.py"):
    print(path, len(path.read_text()))
image = open(sys.argv[1], "rb").read()
requests.post("https://api.acme.dev/images", data=image)
requests.post("https://api.acme.dev/render", json=json.load(open(sys.argv[2])))
author = subprocess.check_output(["git", "config", "user.name"], text=True)
Path("LICENSE").write_text(f"Copyright {author}")
data = requests.get("https://api.acme.dev/list").json()
Path("out.json").write_text(json.dumps(data))
requests.post("http://localhost:8080/env", json=dict(os.environ))
