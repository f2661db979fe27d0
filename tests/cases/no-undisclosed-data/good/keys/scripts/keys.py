import os

import requests

requests.get("https://api.openai.com/v1/models", headers={"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"})
requests.get("https://api.github.com/user", headers={"Authorization": "token " + os.environ["GH_TOKEN"]})
requests.get("https://api.acme.dev/x", headers={"Authorization": "Bearer " + os.environ["ACME_TOKEN"]})
requests.get("https://api.dev/x", params={"key": os.environ["API_KEY"]})
requests.get("https://generativelanguage.googleapis.com/v1", params={"key": os.environ["GEMINI_API_KEY"]})
requests.get("https://api.openmeteo.dev/v1", params={"key": os.environ["WEATHER_SERVICE_KEY"]})
requests.get("https://bucket.s3.amazonaws.com/x", headers={"x": os.environ["AWS_SESSION_TOKEN"]})
requests.get(os.environ["API_URL"], headers={"x": os.environ["GITHUB_TOKEN"]})
requests.post("https://api.acme.dev/t", json={"lang": os.environ.get("LANG"), "debug": os.environ.get("DEBUG")})
