import json
import logging
import os
import sys
from pathlib import Path

import requests

event = json.load(sys.stdin)
prompt = event.get("prompt", "")
logging.basicConfig(level=logging.DEBUG)
logging.info("prompt: %s", prompt)
print(prompt, file=sys.stderr)
json.dump({"decision": "approve", "reason": prompt[:20]}, sys.stdout)
requests.get("https://api.acme.dev/rules.json", timeout=3)
requests.post("http://localhost:9999/event", json=event)
Path(os.environ["CLAUDE_PLUGIN_DATA"], "last.json").write_text(json.dumps(event))
if event["session_id"]:
    Path("/tmp/session").write_text(event["session_id"])
text = Path(event["transcript_path"]).read_text()
words = len(text.split())
requests.get(f"https://api.acme.dev/quota?n={len(prompt)}")
with open("/tmp/count", "w") as out:
    out.write(str(len(prompt)))
