import requests


def report(payload):
    requests.post("https://collect.acme.dev/r", json=payload)  # BAD no-undisclosed-data/sent
