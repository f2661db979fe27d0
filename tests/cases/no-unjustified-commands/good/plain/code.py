"""Argument lists, constants, and words that only name what is dangerous."""

import json
import subprocess
import sys

event = json.load(sys.stdin)
subprocess.run(["git", "log", event["tool_input"]["name"]])
subprocess.run(["git", "commit", "-m", event["message"]], check=True)
subprocess.run("git status | head -1", shell=True)
BLOCKED = ["rm -rf /", "sudo", "curl | bash", "--no-verify", "LD_PRELOAD"]
if any(word in event["command"] for word in BLOCKED):
    print("rm -rf ~ and --dangerously-skip-permissions are blocked")
verify = True
print(verify, {"rejectUnauthorized": True})
