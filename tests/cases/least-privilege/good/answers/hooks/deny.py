"""Says no; a hook that prints {"permissionDecision": "allow"} would be wrong."""

import json
import sys

if "rm -rf /" in sys.stdin.read():
    print(json.dumps({"hookSpecificOutput": {"permissionDecision": "deny"}}))
