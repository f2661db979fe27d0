"""Connections in JavaScript: what each client takes its host from, what it sends and what comes back."""

from __future__ import annotations

from plugin_policy.capabilities.use import COLLECT, CONNECT, INPUT, MODEL, NETWORK
from plugin_policy.readers.rows import Api

_FROM = {"origin": NETWORK, "flow": "connect"}
_URL = {"kind": "url", **_FROM}
_HOST = {"kind": "host", **_FROM}
_LISTEN = {"note": "listen", "origin": NETWORK}
_REQUEST = {"subject": "=request", "origin": INPUT, "flow": "input"}


def verbs(client: str, names: str = "get head delete options") -> str:
    return " ".join(f"{client}.{name}" for name in names.split())


BROWSER = (
    Api("global.fetch", CONNECT, 0, data=("1.body", "1.headers", 0), returns="global.Response()", **_URL),
    Api("global.Request", CONNECT, 0, data=("1.body", "1.headers"), returns="global.Request()", **_URL),
    Api("global.XMLHttpRequest", returns="global.XMLHttpRequest()", origin=NETWORK),
    Api("global.XMLHttpRequest().open", CONNECT, 1, **_URL),
    Api("global.XMLHttpRequest().send", data=0, **_FROM),
    Api("global.WebSocket", CONNECT, 0, returns="global.WebSocket()", **_URL),
    Api("global.WebSocket().send global.WebSocket().emit", CONNECT, "self", kind="url", data=(0, 1), note="send"),
    Api("global.WebSocket().on global.WebSocket().addEventListener", calls=1, origin=NETWORK),
    Api("global.EventSource", CONNECT, 0, returns="global.EventSource()", **_URL),
    Api("global.EventSource().addEventListener", calls=1, origin=NETWORK),
    Api("global.navigator.sendBeacon", CONNECT, 0, data=1, **_URL),
    Api("global.WebTransport", CONNECT, 0, **_URL),
    Api(
        "jsx.img jsx.iframe jsx.script jsx.video jsx.audio jsx.source jsx.embed", CONNECT, "0.src", data="0.src", **_URL
    ),
    Api("dom.script().src= dom.img().src= dom.iframe().src= dom.link().href=", CONNECT, 0, data=0, **_URL),
    Api("jsx.link", CONNECT, "0.href", **_URL),
)

NODE = (
    Api("http.get https.get http.request https.request", CONNECT, ("0.hostname", "0.host", "1.hostname", "1.host", 0),
        data=("0.headers", "1.headers", "0.path", "1.path"), calls="1:", returns="http.ClientRequest()", **_HOST),
    Api("http.ClientRequest().on http.ClientRequest().once", calls=1, origin=NETWORK),
    Api("http.ClientRequest().write http.ClientRequest().end", CONNECT, "self", kind="host", data=0, note="send"),
    Api("http2.connect", CONNECT, 0, returns="http2.ClientHttp2Session()", **_URL),
    Api("net.connect net.createConnection tls.connect", CONNECT, (1, "0.host"), returns="net.Socket()", **_HOST),
    Api("net.Socket", returns="net.Socket()", origin=NETWORK),
    Api("net.Socket().connect", CONNECT, (1, "0.host"), **_HOST),
    Api("net.Socket().on net.Socket().once", calls=1, origin=NETWORK),
    Api("net.Socket().write net.Socket().end", CONNECT, "self", kind="host", data=0, note="send"),
    Api("dgram.createSocket", returns="dgram.Socket()", origin=NETWORK),
    Api("dgram.Socket().send", CONNECT, (4, 2), data=0, **_HOST),
    Api("dgram.Socket().connect", CONNECT, 1, **_HOST),
    Api("dns.lookup dns.resolve dns.resolve4 dns.resolve6 dns.resolveTxt dns.resolveMx dns.resolveAny dns.resolveSrv "
        "dns.resolveCname", CONNECT, 0, data=0, calls="1:", note="dns", **_HOST),
    Api("http.createServer https.createServer http2.createServer http2.createSecureServer net.createServer",
        calls="0:", returns="net.Server()", **_REQUEST),
    Api("net.Server().listen", CONNECT, 1, kind="host", **_LISTEN),
    Api("net.Server().on", calls=1, **_REQUEST),
)  # fmt: skip

RUNTIMES = (
    Api("global.Bun.serve global.Bun.listen global.Deno.listen", CONNECT, "0.hostname", kind="host", **_LISTEN),
    Api("global.Deno.serve", CONNECT, "0.hostname", kind="host", calls="0:", **_LISTEN),
    Api("global.Bun.connect global.Deno.connect global.Deno.connectTls", CONNECT, "0.hostname", **_HOST),
    Api("global.Deno.resolveDns", CONNECT, 0, data=0, note="dns", **_HOST),
)

_SENDING = "post put patch postForm putForm"
CLIENTS = (
    Api("axios axios.request", CONNECT, ("0.url", "0.baseURL", 0), data=("0.data", "0.headers", "0.params",
        "1.data"), **_URL),
    Api(verbs("axios"), CONNECT, 0, data=("1.headers", "1.params"), **_URL),
    Api(verbs("axios", _SENDING), CONNECT, 0, data=(1, "2.headers"), **_URL),
    Api("axios.create", CONNECT, ("0.baseURL", "=/"), data="0.headers", returns="axios.create()", **_URL),
    Api(verbs("axios.create()", "get head delete options"), CONNECT, 0, data=("1.headers", "1.params"), **_URL),
    Api("axios.create() axios.create().request", CONNECT, ("0.url", 0), data=("0.data", "0.headers", "0.params"),
        **_URL),
    Api(verbs("axios.create()", _SENDING), CONNECT, 0, data=(1, "1.json", "1.body", "2.headers"), **_URL),
    Api("got got.stream ky wretch needle", CONNECT, (0, "0.url"), data=("1.json", "1.body", "1.form",
        "1.headers"), **_URL),
    Api(" ".join(verbs(client, "get head delete post put patch") for client in ("got", "ky", "needle")),
        CONNECT, 0, data=(1, "1.json", "1.body", "1.form", "1.headers"), **_URL),
    Api("got.extend ky.create ky.extend", CONNECT, ("0.prefixUrl", "=/"), returns="axios.create()", **_URL),
    Api("request", CONNECT, (0, "0.url", "0.uri"), data=("0.body", "0.form", "0.json", "1.body", "1.form"),
        calls="1:", **_URL),
    Api(verbs("request", "get head del post put patch"), CONNECT, (0, "0.url", "0.uri"),
        data=("0.body", "0.form", "0.json", "1.body", "1.form"), calls="1:", **_URL),
    Api(verbs("superagent", "get head del post put patch"), CONNECT, 0, returns="superagent()", **_URL),
    Api("superagent().send superagent().field superagent().attach superagent().query", data=(0, 1),
        returns="self", **_FROM),
    Api("undici.request undici.stream undici.pipeline phin centra phin.promisified bent simple-get.concat simple-get",
        CONNECT, (0, "0.url"), data=("1.body", "1.headers", "0.data"), **_URL),
    Api("undici.Client undici.Pool", CONNECT, 0, **_URL),
    Api("socket.io-client socket.io-client.io socket.io-client.connect", CONNECT, 0,
        returns="global.WebSocket()", **_URL),
    Api("nodemailer.createTransport", CONNECT, ("0.host", 0), **_HOST),
    Api("ssh2.Client", returns="ssh2.Client()", origin=NETWORK),
    Api("ssh2.Client().connect ssh2-sftp-client().connect node-ssh.NodeSSH().connect", CONNECT, "0.host", **_HOST),
    Api("basic-ftp.Client", returns="basic-ftp.Client()"),
    Api("basic-ftp.Client().access", CONNECT, "0.host", **_HOST),
    Api("pg.Client pg.Pool", CONNECT, ("0.host", "0.connectionString", 0), **_HOST),
    Api("postgres mysql.createConnection mysql.createPool mysql2.createConnection mysql2.createPool",
        CONNECT, ("0.host", "0.uri", 0), **_HOST),
    Api("redis.createClient ioredis", CONNECT, ("0.url", "0.host", 0), **_HOST),
    Api("mongodb.MongoClient mongodb.MongoClient.connect mongoose.connect mongoose.createConnection",
        CONNECT, 0, **_HOST),
    Api("amqplib.connect mqtt.connect nats.connect", CONNECT, (0, "0.servers"), **_HOST),
    Api("simple-git().clone isomorphic-git.clone isomorphic-git.push isomorphic-git.fetch", CONNECT, (0,
        "0.url"), **_URL),
    Api("express fastify koa hono.Hono express.Router restify.createServer polka", returns="net.Server()"),
    Api("net.Server().get net.Server().post net.Server().put net.Server().patch net.Server().delete net.Server().all "
        "net.Server().use net.Server().route", returns="net.Server()", **_REQUEST),
    Api("ws.WebSocketServer ws.Server socket.io.Server", CONNECT, "0.host", kind="host", **_LISTEN),
)  # fmt: skip

_MODEL = {"kind": "url", "origin": MODEL, "flow": "connect"}
SERVICES = (
    Api("openai.OpenAI openai openai.AzureOpenAI", CONNECT, ("0.baseURL", "0.endpoint",
        "=https://api.openai.com"), **_MODEL),
    Api("@anthropic-ai/sdk @anthropic-ai/sdk.Anthropic", CONNECT, ("0.baseURL", "=https://api.anthropic.com"),
        **_MODEL),
    Api("@google/generative-ai.GoogleGenerativeAI @google/genai.GoogleGenAI", CONNECT,
        ("0.baseUrl", "=https://generativelanguage.googleapis.com"), **_MODEL),
    Api("@mistralai/mistralai.Mistral", CONNECT, ("0.serverURL", "=https://api.mistral.ai"), **_MODEL),
    Api("cohere-ai.CohereClient", CONNECT, "=https://api.cohere.com", **_MODEL),
    Api("groq-sdk", CONNECT, ("0.baseURL", "=https://api.groq.com"), **_MODEL),
    Api("ollama.Ollama", CONNECT, ("0.host", "=http://127.0.0.1:11434"), **_MODEL),
    Api("@octokit/rest.Octokit @octokit/core.Octokit octokit.Octokit @actions/github.getOctokit", CONNECT,
        ("0.baseUrl", "=https://api.github.com"), **_URL),
    Api("@slack/web-api.WebClient", CONNECT, ("1.slackApiUrl", "=https://slack.com"), **_URL),
    Api("@slack/webhook.IncomingWebhook", CONNECT, 0, **_URL),
    Api("discord.js.WebhookClient", CONNECT, ("0.url", "=https://discord.com"), **_URL),
    Api("discord.js.Client", CONNECT, "=https://discord.com", **_URL),
    Api("node-telegram-bot-api telegraf.Telegraf grammy.Bot", CONNECT, "=https://api.telegram.org", **_URL),
    Api("@supabase/supabase-js.createClient", CONNECT, 0, **_URL),
    Api("stripe", CONNECT, "=https://api.stripe.com", **_URL),
    Api("@amplitude/analytics-node.init @amplitude/analytics-browser.init @amplitude/node.init amplitude-js.init",
        CONNECT, "=https://api2.amplitude.com", note="telemetry", **_URL),
    Api(" ".join(f"@opentelemetry/exporter-{kind}-otlp-{wire}.OTLP{name}Exporter" for wire in ("http", "grpc", "proto")
                 for kind, name in (("trace", "Trace"), ("metrics", "Metric"), ("logs", "Log"))),
        CONNECT, ("0.url", "=http://localhost:4318"), note="telemetry", **_URL),
    Api("@datadog/browser-rum.datadogRum.init @datadog/browser-logs.datadogLogs.init dd-trace.init",
        CONNECT, ("0.site", "=https://browser-intake-datadoghq.com"), note="telemetry", **_HOST),
    Api("universal-analytics ga-4-react react-ga.initialize react-ga4.initialize", CONNECT,
        "=https://www.google-analytics.com", note="telemetry", **_URL),
    Api("@bugsnag/js.start @bugsnag/node.start", CONNECT, "=https://notify.bugsnag.com", note="telemetry", **_URL),
    Api("rollbar", CONNECT, "=https://api.rollbar.com", note="telemetry", **_URL),
    Api("logrocket.init", CONNECT, "=https://r.logrocket.io", note="telemetry", **_URL),
    Api("@rudderstack/rudder-sdk-node @rudderstack/analytics-js", CONNECT, ("1.dataPlaneUrl",
        "=https://api.rudderstack.com"), note="telemetry", **_URL),
    Api("applicationinsights.setup", CONNECT, "=https://dc.services.visualstudio.com", note="telemetry", **_URL),
    Api("newrelic", CONNECT, "=https://collector.newrelic.com", note="telemetry", **_URL),
    Api("posthog-js.init", CONNECT, ("1.api_host", "=https://us.i.posthog.com"), note="telemetry", **_URL),
    Api("mixpanel-browser.init", CONNECT, ("1.api_host", "=https://api.mixpanel.com"), note="telemetry", **_URL),
    Api("posthog-node.PostHog", CONNECT, ("1.host", "=https://us.i.posthog.com"), note="telemetry", **_URL),
    Api("mixpanel.init", CONNECT, ("1.host", "=https://api.mixpanel.com"), note="telemetry", **_URL),
    Api("@sentry/node.init @sentry/browser.init @sentry/bun.init", CONNECT, "0.dsn", note="telemetry", **_URL),
    Api("@segment/analytics-node.Analytics analytics-node", CONNECT, ("0.host", "=https://api.segment.io"),
        note="telemetry", **_URL),
    Api("@sentry/node.setUser posthog-node.PostHog().identify", COLLECT, "=identity"),
    Api("playwright.chromium.launch puppeteer.launch", returns="browser()", origin=NETWORK),
    Api("*.goto", CONNECT, 0, **_URL),
)  # fmt: skip

NETWORK_ROWS = (*BROWSER, *NODE, *RUNTIMES, *CLIENTS, *SERVICES)
