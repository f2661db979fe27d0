"""Paths that are named and not used, or that lie in the workspace."""

import glob
import os
import pathlib
import tempfile

DENY = ["~/.ssh", "~/.aws/credentials", "/etc/shadow", "~/.gnupg"]
HELP = "never read ~/.ssh/id_rsa or /proc/self/environ"


def allowed(path):
    """True unless the path is one of ~/.ssh and friends."""
    return not any(path.startswith(os.path.expanduser(item)) for item in DENY)


def project():
    here = pathlib.Path(__file__).parent
    print((here / "data" / "ssh_hosts.txt").read_text())
    print(open(os.path.join(os.environ["CLAUDE_PROJECT_DIR"], "package.json")).read())
    print(open("/tmp/out.txt", "w"))
    print(open(tempfile.mkdtemp() + "/x", "w"))
    print(os.listdir(".github"))
    print(open("/proc/cpuinfo").read(), open("/etc/os-release").read())


print(allowed("x"), HELP, "id_rsa" in HELP, ".ssh/" in HELP)
for name in glob.glob("fixtures/*.json"):
    print(open(name).read())
