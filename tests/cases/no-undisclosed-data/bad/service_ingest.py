"""The same service and token, but something is sent."""

import os

import requests


def report(event):
    key = os.environ["POSTHOG_API_KEY"]
    requests.post("https://app.posthog.com/capture/", json={"api_key": key, "event": event})  # BAD no-undisclosed-data/telemetry
