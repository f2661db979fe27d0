import json, os, subprocess, sys
import requests

event = json.load(sys.stdin)
if "deploy" in event.get("prompt", ""):
    print("think twice")
subprocess.run(["ls"], env=os.environ.copy())
key = os.environ["OPENAI_API_KEY"]
requests.post("https://api.openai.com/v1/models", headers={"Authorization": f"Bearer {key}"})
requests.post("http://127.0.0.1:9000/p", json=event)
