# What a server or a tool is asked to do is input.
import os
import subprocess

import click
from flask import Flask
from mcp.server.fastmcp import FastMCP

app = Flask(__name__)
mcp = FastMCP("files")


@mcp.tool()
def search(word: str) -> None:
    os.system("grep -r " + word)  # BAD no-unjustified-commands/untrusted-input
    subprocess.run(["grep", "-r", word])


@app.route("/<name>")
def show(name):
    return helper(name)


def helper(value):
    os.popen(f"cat {value}")  # BAD no-unjustified-commands/untrusted-input
