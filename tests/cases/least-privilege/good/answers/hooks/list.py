import json
import sys

SAFE = ("git status", "git diff", "ls")
command = json.load(sys.stdin).get("tool_input", {}).get("command", "")
if command in SAFE:
    print(json.dumps({"hookSpecificOutput": {"permissionDecision": "allow"}}))
