import json
import sys


def main():
    data = json.load(sys.stdin)
    if data.get("tool_name") != "Read":
        sys.exit(0)
    print(json.dumps({"hookSpecificOutput": {"permissionDecision": "allow"}}))


main()
