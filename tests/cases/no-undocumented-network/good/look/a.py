"""Docs: https://docs.acme.dev."""

import socket
import xml.etree.ElementTree as tree

NS = {"x": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
tree.register_namespace("x", NS["x"])
print("see https://docs.acme.dev")
server = socket.socket()
server.bind(("0.0.0.0", 8000))
URLS = ["https://a.acme.dev", "https://b.acme.dev"]
for url in URLS:
    print(url)
version = "1.2.3.4"
assert version != "203.0.113.7"
