"""Python: files, folders and archives."""

from __future__ import annotations

from plugin_policy.capabilities.use import DELETE, FILE, KEEP, LIST, READ, WRITE
from plugin_policy.readers.rows import Api

_PATH = "pathlib.Path()"

_OPEN = (
    # mode decides between READ and WRITE (https://docs.python.org/3/library/functions.html#open)
    Api("builtins.open gzip.open bz2.open lzma.open aiofiles.open tarfile.open tarfile.TarFile h5py.File "
        "anyio.open_file io.FileIO bz2.BZ2File gzip.GzipFile lzma.LZMAFile",
        READ, (0, "file", "filename", "name"), kind="path", mode=(1, "mode"), returns="open()", origin=FILE,
        flow="read"),
    Api("zipfile.ZipFile zipfile.PyZipFile", READ, (0, "file"), kind="path", mode=(1, "mode"),
        returns="zipfile.ZipFile()", origin=FILE, flow="read"),
    Api("zipfile.ZipFile().write zipfile.PyZipFile().writepy", READ, (0, "filename", "pathname"), kind="path"),
    Api("zipfile.ZipFile().writestr", KEEP, "self", kind="path", data=(1, "data")),
    Api("zipfile.ZipFile().extractall zipfile.ZipFile().extract", WRITE, ("path", 1), kind="path"),
    Api("zipfile.ZipFile().open zipfile.ZipFile().read", origin=FILE),
    Api("zipfile.ZipFile().__enter__", returns="self"),
    Api("os.open", READ, (0, "path"), kind="path", mode="=r", returns="fd()", origin=FILE, flow="read"),
    Api("os.fdopen", returns="open()"),
    Api("open().write open().writelines open().writerow open().writerows", KEEP, "self", kind="path", data=0),
    Api("json.dump pickle.dump yaml.dump yaml.safe_dump toml.dump marshal.dump", KEEP, (1, "fp", "file", "stream"),
        kind="path", data=(0, "obj")),
    Api("builtins.print", KEEP, "file", kind="path", data="*"),
    Api("*.save", KEEP, (0, "fp"), kind="path", data="self"),
    Api("csv.writer csv.DictWriter", "", 0, returns="open()"),
    Api("open().__enter__", returns="self"),
    Api("os.read", origin=FILE),
    Api("fileinput.input fileinput.FileInput", READ, (0, "files"), kind="paths", origin=FILE, flow="read"),
    Api("linecache.getlines linecache.getline tokenize.open", READ, (0, "filename", "files"),
        kind="path", origin=FILE, flow="read"),
    Api("mmap.mmap", origin=FILE),
    Api("numpy.loadtxt numpy.genfromtxt numpy.fromfile pandas.read_csv pandas.read_json pandas.read_excel "
        "pandas.read_parquet pandas.read_table PIL.Image.open yaml.safe_load_path configparser.ConfigParser().read "
        "dotenv.load_dotenv dotenv.dotenv_values soundfile.read cv2.imread openpyxl.load_workbook docx.Document "
        "pypdf.PdfReader PyPDF2.PdfReader pdfplumber.open", READ, (0, "dotenv_path", "filepath_or_buffer"), kind="path",
        origin=FILE, flow="read"),
    Api("configparser.ConfigParser configparser.RawConfigParser", returns="configparser.ConfigParser()"),
    Api("sqlite3.connect aiosqlite.connect", READ, (0, "database"), kind="path", returns="sqlite3.Connection()",
        origin=FILE, flow="read"),
    Api("sqlite3.Connection().cursor", "", "self", returns="sqlite3.Cursor()"),
    Api("sqlite3.Connection().execute sqlite3.Cursor().execute sqlite3.Connection().executemany "
        "sqlite3.Cursor().executemany", KEEP, "self", kind="path", data=(0, 1), origin=FILE, note="query"),
    Api("dbm.open", READ, (0, "file"), kind="path", origin=FILE, flow="read"),
)  # fmt: skip

_PATHLIB = (
    Api(f"{_PATH}.read_text {_PATH}.read_bytes", READ, "self", kind="path", origin=FILE, flow="read"),
    Api(f"{_PATH}.open", READ, "self", kind="path", mode=(0, "mode"), returns="open()", origin=FILE, flow="read"),
    Api(f"{_PATH}.write_text {_PATH}.write_bytes", WRITE, "self", kind="path", data=(0, "data")),
    Api(f"{_PATH}.joinpath", "", "self/0:", returns=_PATH),
    Api(f"{_PATH}.touch {_PATH}.mkdir {_PATH}.chmod {_PATH}.symlink_to {_PATH}.hardlink_to {_PATH}.link_to", WRITE,
        "self", kind="path"),
    Api(f"{_PATH}.rename {_PATH}.replace", WRITE, (0, "target"), kind="path"),
    Api(f"{_PATH}.rename {_PATH}.replace", READ, "self", kind="path"),
    Api(f"{_PATH}.unlink {_PATH}.rmdir", DELETE, "self", kind="path"),
    Api(f"{_PATH}.iterdir", LIST, "self", kind="path", flow="list", returns="entries"),
    Api(f"{_PATH}.walk", LIST, "self", kind="path", flow="list", returns="walk"),
    Api(f"{_PATH}.glob {_PATH}.rglob", LIST, "self/0", kind="path", flow="list", returns="matches"),
    Api(f"{_PATH}.path", fold="=same"),
    Api(f"{_PATH}.parent {_PATH}.parents[]", fold="=parent"),
    Api(f"{_PATH}.name {_PATH}.stem {_PATH}.suffix", fold="=name"),
    Api(f"{_PATH}.expanduser {_PATH}.resolve {_PATH}.absolute {_PATH}.with_suffix {_PATH}.with_name "
        "{_PATH}.relative_to",
        returns="self"),
    Api(f"{_PATH}.as_posix {_PATH}.__str__ {_PATH}.as_uri"),
    Api(f"{_PATH}.exists {_PATH}.is_file {_PATH}.is_dir {_PATH}.stat", note="test"),
)  # fmt: skip

_OS = (
    Api("os.remove os.unlink os.rmdir os.removedirs send2trash.send2trash", DELETE, (0, "path"), kind="path"),
    Api("shutil.rmtree", DELETE, (0, "path"), kind="path", note="tree"),
    Api("os.rename os.replace os.renames shutil.move shutil.copy shutil.copy2 shutil.copyfile shutil.copytree os.link "
        "os.symlink", READ, (0, "src"), kind="path"),
    Api("os.rename os.replace os.renames shutil.move shutil.copy shutil.copy2 shutil.copyfile shutil.copytree os.link "
        "os.symlink", WRITE, (1, "dst"), kind="path", data=0),
    Api("os.mkdir os.makedirs os.chmod os.chown os.lchown os.mkfifo os.truncate os.utime shutil.chown os.mknod "
        "os.setxattr", WRITE, (0, "path", "name"), kind="path"),
    Api("os.listdir", LIST, (0, "path"), kind="path", flow="list"),
    Api("os.scandir", LIST, (0, "path"), kind="path", flow="list", returns="entries"),
    Api("os.walk os.fwalk", LIST, (0, "top"), kind="path", flow="list", returns="walk"),
    Api("glob.glob glob.iglob", LIST, (0, "pathname"), kind="path", flow="list", returns="matches"),
    Api("os.readlink", READ, 0, kind="path"),
    Api("os.path.exists os.path.isfile os.path.isdir os.path.getsize os.path.getmtime os.stat os.access", note="test"),
    Api("shutil.make_archive", READ, ("root_dir/base_dir", "2/3"), kind="path"),
    Api("shutil.make_archive", WRITE, (0, "base_name"), kind="path", data=2),
    Api("shutil.unpack_archive", READ, (0, "filename"), kind="path"),
    Api("shutil.unpack_archive", WRITE, (1, "extract_dir"), kind="path"),
    Api("open().extractall open().extract", WRITE, (0, "path"), kind="path"),
    Api("open().add", READ, (0, "name"), kind="path"),
    Api("tempfile.mktemp tempfile.mkdtemp tempfile.mkstemp tempfile.gettempdir tempfile.NamedTemporaryFile "
        "tempfile.TemporaryDirectory tempfile.TemporaryFile", note="temporary"),
    Api("os.putenv os.environ.setdefault os.environ.update", note="environment"),
    Api("winreg.SetValueEx winreg.CreateKey winreg.CreateKeyEx", WRITE, 1, note="registry"),
    Api("winreg.OpenKey winreg.QueryValueEx", READ, 1, note="registry", origin=FILE),
)  # fmt: skip

# Keepers of secrets (https://keyring.readthedocs.io, https://secretstorage.readthedocs.io, https://learn.microsoft.com/
# windows/win32/api/dpapi/nf-dpapi-cryptunprotectdata) and libraries that read the cookies of browsers.
_BROWSERS = (
    "load chrome chromium firefox brave edge opera opera_gx vivaldi safari librewolf arc any_browser chromium_based "
    "firefox_based"
)
_KEEPERS = (
    Api("keyring.get_password keyring.get_credential keyring.get_keyring().get_password", READ,
        "=~/.local/share/keyrings", kind="path", origin=FILE, flow="read"),
    Api("secretstorage.get_default_collection secretstorage.get_all_collections secretstorage.search_items "
        "secretstorage.Collection", READ, "=~/.local/share/keyrings", kind="path", origin=FILE, flow="read"),
    Api("win32crypt.CryptUnprotectData ctypes.windll.crypt32.CryptUnprotectData "
        "ctypes.WinDLL().CryptUnprotectData", READ, "=~/AppData/Roaming/Microsoft/Protect", kind="path", origin=FILE,
        flow="read"),
    Api("win32cred.CredRead win32cred.CredEnumerate", READ, "=~/AppData/Roaming/Microsoft/Credentials", kind="path",
        origin=FILE, flow="read"),
    Api("ctypes.WinDLL ctypes.CDLL ctypes.windll.LoadLibrary", returns="ctypes.WinDLL()"),
    Api(" ".join(f"browser_cookie3.{name} rookiepy.{name}" for name in _BROWSERS.split()), READ,
        "=~/.config/google-chrome", kind="path", origin=FILE, flow="read"),
    Api("pycookiecheat.chrome_cookies pycookiecheat.firefox_cookies pycookiecheat.get_cookies browsercookie.load "
        "browsercookie.chrome browsercookie.firefox", READ, "=~/.config/google-chrome", kind="path", origin=FILE,
        flow="read"),
)  # fmt: skip

_LEVELS = "debug info warning warn error critical exception log"
_LOG = (
    Api("logging.getLogger logging.Logger", returns="logging.Logger()"),
    Api(" ".join(f"{logger}.{level}" for logger in ("logging", "logging.Logger()") for level in _LEVELS.split()), KEEP,
        "=log", data="*"),
    Api("logging.basicConfig", WRITE, "filename", kind="path", note="log"),
    Api("logging.FileHandler logging.handlers.RotatingFileHandler logging.handlers.TimedRotatingFileHandler "
        "logging.handlers.WatchedFileHandler loguru.logger.add", WRITE, (0, "filename", "sink"), kind="path",
        note="log"),
    Api("syslog.syslog", KEEP, "=log", data="*"),
)  # fmt: skip

# The same functions by the name of their module for one system.
ALIASES = {"posix": "os", "nt": "os", "_io": "io", "_pyio": "io"}

ROWS = (*_OPEN, *_PATHLIB, *_OS, *_KEEPERS, *_LOG)
