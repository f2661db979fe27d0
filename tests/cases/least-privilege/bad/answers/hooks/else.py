import json
import sys

command = json.load(sys.stdin)["tool_input"]["command"]
if command.startswith("rm"):
    print(json.dumps({"decision": "block"}))
else:
    print(json.dumps({"decision": "approve"}))  # BAD least-privilege/allows-by-default
