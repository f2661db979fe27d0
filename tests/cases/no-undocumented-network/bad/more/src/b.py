import asyncio
import ftplib
import os
import smtplib
import socket

import aiohttp
import httpx
import paramiko
import requests
import urllib3
import websockets

httpx.Client(base_url="https://b01.example").get("/x")  # BAD no-undocumented-network/undisclosed
session = requests.Session()
session.post("https://b02.example/x")  # BAD no-undocumented-network/undisclosed
requests.get(os.environ.get("API", "https://b03.example"))  # BAD no-undocumented-network/undisclosed
requests.get(os.getenv("API") or "https://b04.example")  # BAD no-undocumented-network/undisclosed
BASE = os.environ.get("BASE", "https://b05.example")
requests.get(f"{BASE}/x")  # BAD no-undocumented-network/undisclosed
requests.request("GET", "https://b06.example")  # BAD no-undocumented-network/undisclosed
urllib3.PoolManager().request("GET", "https://b07.example")  # BAD no-undocumented-network/undisclosed
smtplib.SMTP("b08.example", 25)  # BAD no-undocumented-network/undisclosed
ftplib.FTP("b09.example")  # BAD no-undocumented-network/undisclosed
socket.gethostbyname("b10.example")  # BAD no-undocumented-network/undisclosed
socket.socket().connect(("b11.example", 1))  # BAD no-undocumented-network/undisclosed
websockets.connect("wss://b12.example")  # BAD no-undocumented-network/undisclosed
paramiko.SSHClient().connect("b13.example")  # BAD no-undocumented-network/undisclosed
requests.get("https://{}/x".format("b14.example"))  # BAD no-undocumented-network/undisclosed
requests.get("https://%s/x" % "b15.example")  # BAD no-undocumented-network/undisclosed
settings = {"host": "b16.example"}
settings.update({"scheme": "https"})
requests.get(settings["scheme"] + "://" + settings["host"])  # BAD no-undocumented-network/undisclosed
defaults = {"url": "https://b17.example"}
merged = {**defaults, "timeout": 3}
requests.get(merged["url"])  # BAD no-undocumented-network/undisclosed


async def main():
    async with aiohttp.ClientSession() as client:
        await client.get("https://b18.example")  # BAD no-undocumented-network/undisclosed
    await asyncio.open_connection("b19.example", 1)  # BAD no-undocumented-network/undisclosed


asyncio.run(main())
