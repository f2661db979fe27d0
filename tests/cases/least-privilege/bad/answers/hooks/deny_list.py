import json
import sys

command = json.load(sys.stdin)["tool_input"]["command"]
if "rm -rf" in command:
    print(json.dumps({"hookSpecificOutput": {"permissionDecision": "deny"}}))
    sys.exit(0)
print(json.dumps({"hookSpecificOutput": {"permissionDecision": "allow"}}))  # BAD least-privilege/allows-by-default
