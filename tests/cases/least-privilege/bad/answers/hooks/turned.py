import json
import sys

command = json.load(sys.stdin)["tool_input"]["command"]
decision = "allow"  # BAD least-privilege/allows-by-default
if "sudo" in command:
    decision = "deny"
print(json.dumps({"hookSpecificOutput": {"permissionDecision": decision}}))
