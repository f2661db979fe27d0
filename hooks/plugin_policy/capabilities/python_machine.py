"""Python: the environment and what tells about the computer and its user."""

from __future__ import annotations

from plugin_policy.capabilities.use import COLLECT, ENV, ENVIRONMENT
from plugin_policy.readers.rows import Api


def _fact(names: str, category: str) -> Api:
    return Api(names, COLLECT, "=" + category, origin="unknown", flow="collect")


ROWS = (
    Api("os.environ[] os.environb[]", ENVIRONMENT, 0, origin=ENV, flow="environment"),
    Api("os.environ.get os.environ.pop os.getenv os.environ.__getitem__ os.environb.get os.getenvb", ENVIRONMENT,
        (0, "key"), origin=ENV, flow="environment"),
    Api("os.environ os.environb", ENVIRONMENT, "=*", origin=ENV, flow="environment", note="read"),
    Api("os.environ.copy os.environ.items os.environ.keys os.environ.values", ENVIRONMENT, "=*", origin=ENV,
        flow="environment"),
    Api("dotenv.get_key", ENVIRONMENT, 1, origin=ENV, flow="environment"),
    _fact("platform.node socket.gethostname socket.getfqdn", "hostname"),
    _fact("getpass.getuser os.getlogin pwd.getpwuid pwd.getpwnam os.getresuid win32api.GetUserName", "user name"),
    _fact("platform.platform platform.uname platform.version platform.release platform.processor platform.machine "
          "platform.mac_ver platform.win32_ver os.uname distro.info", "operating system"),
    _fact("uuid.getnode psutil.net_if_addrs netifaces.ifaddresses netifaces.interfaces machineid.id", "machine id"),
    _fact("psutil.process_iter psutil.pids", "processes"),
    _fact("psutil.users", "user name"),
    _fact("psutil.net_connections", "network configuration"),
    _fact("psutil.cpu_count psutil.virtual_memory psutil.disk_usage psutil.disk_partitions os.cpu_count", "hardware"),
    _fact("pyperclip.paste win32clipboard.GetClipboardData tkinter.Tk().clipboard_get pandas.read_clipboard",
          "clipboard"),
    _fact("PIL.ImageGrab.grab pyautogui.screenshot mss.mss mss.grab pyscreenshot.grab", "screenshot"),
    _fact("pynput.keyboard.Listener keyboard.on_press keyboard.record keyboard.hook pynput.mouse.Listener",
          "keystrokes"),
    _fact("cv2.VideoCapture", "camera"),
    _fact("sounddevice.rec pyaudio.PyAudio", "microphone"),
    _fact("keyring.get_password keyring.get_credential win32cred.CredRead", "credentials"),
    _fact("browser_cookie3.load browser_cookie3.chrome browser_cookie3.firefox pycookiecheat.chrome_cookies",
        "cookies"),
    _fact("locale.getdefaultlocale locale.getlocale time.tzname", "locale"),
)  # fmt: skip
