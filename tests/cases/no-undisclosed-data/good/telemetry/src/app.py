import requests

requests.get("https://api.acme.dev/analytics/report")
events = []
events.append({"event": "started"})


class Tracker:
    def track(self, name):
        events.append(name)


Tracker().track("x")
