import json
import os

if os.environ.get("DEMO_AUTO_APPROVE"):
    print(json.dumps({"decision": "approve"}))
