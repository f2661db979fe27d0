import http.client
import socket
import urllib.request
from urllib.parse import urlunsplit

import requests
import requests as r

BASE = "https://api.one.example"
PARTS = ["ht", "tps://", "two", ".example", "/x"]


def direct():
    requests.get("https://zero.example/x")  # BAD no-undocumented-network/undisclosed


def constant(path):
    return r.post(f"{BASE}/{path}", json={})  # BAD no-undocumented-network/undisclosed


def pieces():
    urllib.request.urlopen("".join(PARTS))  # BAD no-undocumented-network/undisclosed


def session():
    client = requests.Session()
    client.headers["x"] = "y"
    return client.get("https://three.example")  # BAD no-undocumented-network/undisclosed


def low_level():
    http.client.HTTPSConnection("four.example").request("GET", "/")  # BAD no-undocumented-network/undisclosed
    socket.create_connection(("five.example", 443))  # BAD no-undocumented-network/undisclosed


def unknown(host):
    return requests.get("https://" + host)  # BAD no-undocumented-network/unknown-host


def collector():
    requests.post("https://webhook.site/abc", data="x")  # BAD no-undocumented-network/collector
    requests.post("https://abc.ngrok-free.app/x")  # BAD no-undocumented-network/collector


def address():
    urllib.request.urlopen("http://203.0.113.7/x")  # BAD no-undocumented-network/raw-address


def metadata():
    requests.get("http://169.254.169.254/latest/meta-data/")  # BAD no-undocumented-network/metadata-service


print(urlunsplit)
