import json
import sys

path = json.load(sys.stdin)["tool_input"]["file_path"]
verdict = "allow" if path.endswith(".md") else "ask"
print(json.dumps({"hookSpecificOutput": {"permissionDecision": verdict}}))
