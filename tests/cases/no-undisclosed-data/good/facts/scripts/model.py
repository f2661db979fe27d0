import json
import os
import subprocess
import urllib.request

BASE = os.environ.get("ANTHROPIC_BASE_URL", "https://api.anthropic.com").rstrip("/")
diff = subprocess.check_output(["git", "diff"], text=True)
request = urllib.request.Request(BASE + "/v1/messages", data=json.dumps({"messages": diff}).encode())
urllib.request.urlopen(request)
