"""Python: connections and what comes back over them."""

from __future__ import annotations

from plugin_policy.capabilities.use import CONNECT, MODEL, NETWORK, WRITE
from plugin_policy.readers.rows import Api

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "request", "stream", "send")


def _methods(prefix: str, verbs: tuple[str, ...] = _VERBS) -> str:
    return " ".join(f"{prefix}.{verb}" for verb in verbs if verb not in ("request", "stream"))


_SENT = ("data", "json", "params", "headers", "files", "content", "cookies", "auth", 1, 2)

_HTTP = (
    Api(_methods("requests") + " " + _methods("requests.api") + " " + _methods("httpx"), CONNECT, (0, "url"),
        kind="url",
        data=_SENT, returns="requests.Response()", origin=NETWORK, flow="connect"),
    Api("requests.request httpx.request httpx.stream requests.api.request", CONNECT, (1, "url"), kind="url",
        data=("data", "json", "params", "headers", "files", "content"), returns="requests.Response()", origin=NETWORK,
        flow="connect"),
    Api("requests.Session requests.session requests.sessions.Session httpx.Client httpx.AsyncClient "
        "aiohttp.ClientSession requests_html.HTMLSession cloudscraper.create_scraper", "", "base_url",
        returns="requests.Session()"),
    Api(_methods("requests.Session()"), CONNECT, (0, "url"), kind="url", data=_SENT, returns="requests.Response()",
        origin=NETWORK, flow="connect"),
    Api("requests.Session().request requests.Session().stream", CONNECT, (1, "url"), kind="url",
        data=("data", "json", "params", "headers", "files", "content"), returns="requests.Response()", origin=NETWORK,
        flow="connect"),
    Api("urllib.request.urlopen urllib2.urlopen urllib.urlopen", CONNECT, (0, "url"), kind="url", data=(1, "data"),
        returns="requests.Response()", origin=NETWORK, flow="connect"),
    Api("urllib.request.Request urllib2.Request", "", (0, "url"), kind="url", data=(1, "data"),
        returns="urllib.request.Request()"),
    Api("urllib.request.build_opener", returns="urllib.request.OpenerDirector()"),
    Api("urllib.request.OpenerDirector().open", CONNECT, 0, kind="url", data=1, returns="requests.Response()",
        origin=NETWORK, flow="connect"),
    Api("urllib.request.urlretrieve urllib.urlretrieve", CONNECT, (0, "url"), kind="url", origin=NETWORK,
        flow="connect"),
    Api("urllib.request.urlretrieve urllib.urlretrieve", WRITE, (1, "filename"), kind="path", data=0),
    Api("urllib3.PoolManager urllib3.ProxyManager urllib3.HTTPSConnectionPool urllib3.HTTPConnectionPool", "", 0,
        returns="urllib3.PoolManager()"),
    Api("urllib3.PoolManager().request urllib3.PoolManager().urlopen urllib3.PoolManager().request_encode_body",
        CONNECT,
        (1, "url"), kind="url", data=("body", "fields", "headers", "json", 2), returns="requests.Response()",
        origin=NETWORK, flow="connect"),
    Api("urllib3.request", CONNECT, 1, kind="url", data=("body", "fields", "headers", "json"),
        returns="requests.Response()", origin=NETWORK, flow="connect"),
    Api("aiohttp.request", CONNECT, 1, kind="url", data=("data", "json", "params", "headers"),
        returns="requests.Response()", origin=NETWORK, flow="connect"),
    Api("http.client.HTTPSConnection http.client.HTTPConnection httplib.HTTPSConnection httplib.HTTPConnection",
        CONNECT,
        (0, "host"), kind="host", returns="http.client.HTTPConnection()"),
    Api("http.client.HTTPConnection().request http.client.HTTPConnection().send http.client.HTTPConnection().putheader",
        CONNECT, "self", kind="host", data=(1, 2, "body", "headers", 0), note="send"),
    Api("http.client.HTTPConnection().getresponse", origin=NETWORK, returns="requests.Response()"),
    Api("httplib2.Http", returns="httplib2.Http()"),
    Api("httplib2.Http().request", CONNECT, 0, kind="url", data=(2, "body", "headers"), origin=NETWORK, flow="connect"),
    Api("pycurl.Curl", returns="pycurl.Curl()"),
    Api("pycurl.Curl().setopt", CONNECT, 1, kind="url"),
    Api("treq.get treq.post wget.download", CONNECT, 0, kind="url", data=(1, "data", "json"), origin=NETWORK,
        flow="connect"),
    Api("feedparser.parse", CONNECT, 0, kind="url", origin=NETWORK, flow="connect"),
    Api("webbrowser.open webbrowser.open_new webbrowser.open_new_tab", CONNECT, 0, kind="url", note="browser"),
    Api("pandas.read_html", CONNECT, 0, kind="url", origin=NETWORK),
)  # fmt: skip

_SOCKETS = (
    Api("socket.socket", returns="socket.socket()"),
    Api("ssl.wrap_socket ssl.SSLContext().wrap_socket", returns="socket.socket()"),
    Api("ssl.create_default_context ssl.SSLContext ssl._create_unverified_context", returns="ssl.SSLContext()"),
    Api("socket.socket().connect socket.socket().connect_ex", CONNECT, 0, kind="address"),
    Api("socket.socket().sendto", CONNECT, 1, kind="address", data=0),
    Api("socket.socket().send socket.socket().sendall socket.socket().sendfile", CONNECT, "self", kind="address",
        data=0, note="send"),
    Api("socket.socket().recv socket.socket().recvfrom socket.socket().makefile socket.socket().fileno "
        "socket.socket().detach", origin=NETWORK),
    Api("socket.socket().bind", note="listen"),
    Api("socket.socket().accept", origin=NETWORK, returns="socket.socket()"),
    Api("socket.create_connection", CONNECT, (0, "address"), kind="address", returns="socket.socket()", origin=NETWORK),
    Api("asyncio.open_connection", CONNECT, (0, "host"), kind="host", origin=NETWORK),
    Api("socket.gethostbyname socket.getaddrinfo socket.gethostbyname_ex dns.resolver.resolve dns.resolver.query "
        "dns.resolver.Resolver().resolve dns.resolver.Resolver().query", CONNECT, (0, "host", "qname"), kind="host",
        data=0, note="dns", origin=NETWORK),
    Api("dns.resolver.Resolver", returns="dns.resolver.Resolver()"),
    Api("websockets.connect websockets.client.connect websockets.sync.client.connect websocket.create_connection "
        "websocket.WebSocketApp", CONNECT, (0, "uri", "url"), kind="url", returns="websocket()", origin=NETWORK,
        flow="connect"),
    Api("websocket.WebSocket socketio.Client socketio.AsyncClient", returns="websocket()"),
    Api("websocket().connect", CONNECT, 0, kind="url"),
    Api("websocket().send websocket().emit", CONNECT, "self", kind="url", data=(0, 1), note="send"),
    Api("websocket().recv", origin=NETWORK),
)  # fmt: skip

_PROTOCOLS = (
    Api("ftplib.FTP ftplib.FTP_TLS smtplib.SMTP smtplib.SMTP_SSL smtplib.LMTP poplib.POP3 poplib.POP3_SSL "
        "imaplib.IMAP4 "
        "imaplib.IMAP4_SSL telnetlib.Telnet nntplib.NNTP", CONNECT, (0, "host"), kind="host", returns="mail()",
        origin=NETWORK),
    Api("mail().sendmail mail().send_message mail().storbinary mail().storlines mail().write", CONNECT,
        "self", kind="host", data=(2, 0, 1, "msg"), note="send"),
    Api("mail().connect", CONNECT, 0, kind="host"),
    Api("paramiko.SSHClient fabric.Connection asyncssh.connect", returns="paramiko.SSHClient()"),
    Api("paramiko.SSHClient().connect paramiko.Transport asyncssh.connect fabric.Connection", CONNECT, (0, "hostname",
        "host"), kind="host", origin=NETWORK),
    Api("paramiko.SSHClient().exec_command", CONNECT, "=?", data=0, note="send", origin=NETWORK),
    Api("xmlrpc.client.ServerProxy xmlrpclib.ServerProxy jsonrpclib.Server zeep.Client suds.client.Client", CONNECT,
        (0, "uri"), kind="url", returns="rpc()", origin=NETWORK),
    Api("grpc.insecure_channel grpc.secure_channel grpc.aio.insecure_channel grpc.aio.secure_channel", CONNECT, 0,
        kind="host", origin=NETWORK),
    Api("boto3.client boto3.resource botocore.session.Session", CONNECT, "=*.amazonaws.com", returns="boto3.client()",
        note="cloud"),
    Api("boto3.client().upload_file boto3.client().put_object boto3.client().upload_fileobj", CONNECT,
        "=*.amazonaws.com", data=(0, "Body", "Filename"), note="send"),
    Api("google.cloud.storage.Client", CONNECT, "=storage.googleapis.com", note="cloud"),
    Api("azure.storage.blob.BlobServiceClient", CONNECT, "=*.blob.core.windows.net", note="cloud"),
    Api("psycopg2.connect psycopg.connect asyncpg.connect mysql.connector.connect pymysql.connect", CONNECT,
        ("host", "dsn", 0), kind="host", origin=NETWORK, note="database"),
    Api("pymongo.MongoClient redis.Redis redis.from_url redis.StrictRedis pika.BlockingConnection "
        "elasticsearch.Elasticsearch", CONNECT, (0, "host", "url", "hosts"), kind="host", origin=NETWORK,
        note="database"),
    Api("sqlalchemy.create_engine", CONNECT, (0, "url"), kind="url", note="database"),
    Api("paho.mqtt.client.Client", returns="mqtt()"),
    Api("mqtt().connect", CONNECT, 0, kind="host"),
    Api("mqtt().publish", CONNECT, "=?", data=1, note="send"),
    Api("git.Repo.clone_from", CONNECT, (0, "url"), kind="url", origin=NETWORK),
    Api("telegram.Bot telebot.TeleBot", CONNECT, "=api.telegram.org", returns="bot()"),
    Api("discord.Webhook.from_url dhooks.Webhook discord_webhook.DiscordWebhook slack_sdk.WebhookClient "
        "slack_sdk.webhook.WebhookClient", CONNECT, (0, "url"), kind="url", returns="bot()"),
    Api("bot().send_message bot().send bot().execute bot().send_document", CONNECT, "=?", data=(0, 1, "text",
        "content"),
        note="send"),
    Api("playwright.sync_api.sync_playwright playwright.async_api.async_playwright", returns="playwright()"),
    Api("selenium.webdriver.Chrome selenium.webdriver.Firefox", returns="selenium()"),
    Api("selenium().get", CONNECT, 0, kind="url", origin=NETWORK, note="browser"),
    Api("*.goto", CONNECT, (0, "url"), kind="url", note="browser"),
    Api("huggingface_hub.hf_hub_download huggingface_hub.snapshot_download", CONNECT, "=huggingface.co",
        origin=NETWORK),
)  # fmt: skip

_MODELS = (
    Api("anthropic.Anthropic anthropic.AsyncAnthropic", "", "=api.anthropic.com", returns="anthropic.Anthropic()"),
    Api("anthropic.Anthropic().messages.create anthropic.Anthropic().messages.stream "
        "anthropic.Anthropic().completions.create anthropic.Anthropic().beta.messages.create", CONNECT,
        "=api.anthropic.com", data=("messages", "system", "prompt"), origin=MODEL),
    Api("openai.OpenAI openai.AsyncOpenAI", "", "=api.openai.com", returns="openai.OpenAI()"),
    Api("openai.OpenAI().chat.completions.create openai.OpenAI().responses.create openai.OpenAI().completions.create "
        "openai.ChatCompletion.create openai.Completion.create", CONNECT, "=api.openai.com",
        data=("messages", "input", "prompt"), origin=MODEL),
    Api("google.generativeai.GenerativeModel", returns="genai.model()"),
    Api("genai.model().generate_content", CONNECT, "=generativelanguage.googleapis.com", data=0, origin=MODEL),
    Api("ollama.chat ollama.generate litellm.completion", origin=MODEL),
    Api("*.chat.completions.create *.messages.create", origin=MODEL, note="model"),
)  # fmt: skip


def _measured(names: str, host: str, subject: str = "", returns: str = "") -> Api:
    return Api(names, CONNECT, (*subject.split(), "=https://" + host), kind="url", data="*", returns=returns,
               note="telemetry")  # fmt: skip


_TELEMETRY = (
    _measured("sentry_sdk.init raven.Client", "ingest.sentry.io", "dsn"),
    Api("posthog.Posthog posthog.Client", "", ("host", "=https://us.i.posthog.com"), returns="posthog.Posthog()"),
    Api("posthog.Posthog().capture posthog.Posthog().identify posthog.Posthog().alias", CONNECT, "self", kind="url",
        data="*", note="telemetry"),
    _measured("posthog.capture posthog.identify", "us.i.posthog.com"),
    _measured("analytics.track analytics.identify analytics.page segment.analytics.track segment.analytics.identify",
              "api.segment.io"),
    _measured("mixpanel.Mixpanel().track mixpanel.Mixpanel().people_set", "api.mixpanel.com"),
    Api("mixpanel.Mixpanel", returns="mixpanel.Mixpanel()"),
    _measured("amplitude.Amplitude().track amplitude.Amplitude().identify", "api2.amplitude.com"),
    Api("amplitude.Amplitude", returns="amplitude.Amplitude()"),
    _measured("datadog.initialize datadog.statsd.increment ddtrace.patch_all", "api.datadoghq.com"),
    _measured("rollbar.init", "api.rollbar.com"),
    _measured("bugsnag.configure", "notify.bugsnag.com"),
    _measured("statsig.statsig.initialize", "statsigapi.net"),
    _measured("logfire.configure", "logfire-api.pydantic.dev"),
    _measured(" ".join(f"opentelemetry.exporter.otlp.proto.{wire}.{kind}_exporter.OTLP{name}Exporter"
                       for wire in ("http", "grpc")
                       for kind, name in (("trace", "Span"), ("metric", "Metric"), ("_log", "Log"))),
              "localhost", "endpoint"),
)  # fmt: skip

ROWS = (*_TELEMETRY, *_HTTP, *_SOCKETS, *_PROTOCOLS, *_MODELS)
