"""The same texts where a call gets them."""

import socket


def serve(app):
    listener = socket.socket()
    listener.bind(("0.0.0.0", 8000))  # BAD static-analysis/bandit
    app.run(host="0.0.0.0")  # BAD static-analysis/bandit
