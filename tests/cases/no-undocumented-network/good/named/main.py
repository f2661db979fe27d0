"""See https://docs.example.org/guide and http://www.apache.org/licenses/LICENSE-2.0."""

import xml.etree.ElementTree as ET

import requests

NAMESPACE = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
HELP_URL = "https://help.example.org"
ALLOWED = ["https://api.example.org", "https://evil.example"]


def is_allowed(url):
    return any(url.startswith(host) for host in ALLOWED)


# requests.get("https://commented.example")
requests.get("http://localhost:8080/health")
requests.get("http://127.0.0.1:3000/x")
print(ET.parse("x.xml").find("w:p", NAMESPACE), HELP_URL, is_allowed("x"))
