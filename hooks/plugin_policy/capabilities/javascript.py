"""What JavaScript's names mean: evaluators, programs, environment, input and decoders of Node, Deno, Bun and browsers.

Files stand in javascript_files.py, connections in javascript_network.py. Sources: https://nodejs.org/api/,
https://docs.deno.com/api/, https://bun.sh/docs/api, https://developer.mozilla.org/docs/Web/API.
"""

from __future__ import annotations

from plugin_policy.capabilities.javascript_files import FILES
from plugin_policy.capabilities.javascript_network import NETWORK_ROWS
from plugin_policy.capabilities.use import COLLECT, COMMAND, DECODE, ENV, ENVIRONMENT, EVALUATE, INPUT
from plugin_policy.readers.rows import Api

# Names that need no import -> what they stand for.
_GLOBALS = (
    "AbortController Array ArrayBuffer BigInt Blob Boolean Buffer Bun DataView Date Deno Error EventSource File "
    "FormData Function Image Intl JSON Map Math MutationObserver Number Object Promise Proxy RTCPeerConnection "
    "Reflect RegExp Request Response Set SharedWorker String Symbol TextDecoder TextEncoder URL URLSearchParams "
    "Uint8Array Uint16Array Uint32Array WeakMap WebAssembly WebSocket WebTransport Worker XMLHttpRequest atob "
    "btoa caches clearTimeout console crypto decodeURI decodeURIComponent document encodeURI encodeURIComponent "
    "escape eval execScript fetch history importScripts indexedDB localStorage location navigator open parseFloat "
    "parseInt performance postMessage process prompt queueMicrotask require sessionStorage setImmediate "
    "setInterval setTimeout structuredClone unescape "
)
FREE = {name: "global." + name for name in _GLOBALS.split()}
FREE |= dict.fromkeys(("globalThis", "global", "window", "self", "top", "parent", "frames", "root", "GLOBAL"), "global")
FREE["module"] = "module"
FREE["this"] = "global"  # outside every function

# A name under which the tables do not know a thing -> the one under which they do. Holds for members too.
ALIASES = {
    "global.globalThis": "global",
    "global.global": "global",
    "global.window": "global",
    "global.self": "global",
    "global.top": "global",
    "global.parent": "global",
    "global.frames": "global",
    "global.document.defaultView": "global",
    "global.GLOBAL": "global",
    "global.root": "global",
    "global.module": "module",
    "global.module.require": "global.require",
    "module.require": "global.require",
    "module.constructor": "module",
    "module.Module": "module",
    "module.prototype": "module()",
    "global.Response.prototype": "global.Response()",
    "global.process.mainModule": "module",
    "require.main": "module",
    "process": "global.process",
    "buffer": "global",
    "timers": "global",
    "url.URL": "global.URL",
    "util.TextDecoder": "global.TextDecoder",
    "global.Number.prototype": "global.Number",
    "global.Function.prototype.constructor": "global.Function",
    "global.Function.constructor": "global.Function",
    "global.Object.constructor": "global.Function",
    "fs/promises": "fs",
    "fs-extra": "fs",
    "graceful-fs": "fs",
    "fs.promises": "fs",
    "worker_threads.Worker": "global.Worker",
    "node-fetch": "global.fetch",
    "cross-fetch": "global.fetch",
    "isomorphic-fetch": "global.fetch",
    "undici.fetch": "global.fetch",
    "ofetch.ofetch": "global.fetch",
    "ws": "global.WebSocket",
    "ws.WebSocket": "global.WebSocket",
    "isomorphic-ws": "global.WebSocket",
    "eventsource": "global.EventSource",
    "xmlhttprequest.XMLHttpRequest": "global.XMLHttpRequest",
    "execa.default": "execa",
    "execa.execa": "execa",
    "dns/promises": "dns",
    "readline/promises": "readline",
    "global.Bun.env": "global.process.env",
    "import.meta.env": "global.process.env",
    "global.Bun.argv": "global.process.argv",
    "global.Deno.args": "global.process.argv",
    "child_process.default": "child_process",
}

# First parameters by which functions are known that a server or cloud calls with what somebody sent
# (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html, https://expressjs.com/en/api.html#req).
HANDLERS = {
    "event": "1", "event context": "1", "event _context": "1", "event _": "1", "req res": "1", "request response": "1",
    "request reply": "1", "req reply": "1", "request h": "1", "ctx next": "1", "_req res": "1",
}  # fmt: skip

CONSTANTS = {
    "global.process.execPath": "node",
    "global.process.argv0": "node",
    "path.sep": "/",
    "path.delimiter": ":",
    "os.EOL": "\n",
}

EVALUATORS = (
    Api("global.eval global.execScript", EVALUATE, 0, program="javascript", data=0, note="eval"),
    Api("global.Function", EVALUATE, -1, program="javascript", data=-1, note="function"),
    Api(
        "global.setTimeout global.setInterval global.setImmediate",
        EVALUATE, 0, program="javascript", data=0, note="timer",
    ),
    Api(
        "vm.runInThisContext vm.runInNewContext vm.runInContext vm.compileFunction",
        EVALUATE, 0, program="javascript", data=0, note="vm",
    ),
    Api("vm.Script vm.SourceTextModule", EVALUATE, 0, program="javascript", data=0, note="vm", returns="vm.Script()"),
    Api("vm2.VM", returns="vm2.VM()"),
    Api("vm2.NodeVM", returns="vm2.VM()"),
    Api("vm2.VMScript", EVALUATE, 0, program="javascript", data=0, note="vm"),
    Api("sandbox", returns="vm2.VM()"),
    Api("vm2.VM().run", EVALUATE, 0, program="javascript", data=0, note="vm"),
    Api("isolated-vm.Isolate", returns="isolated-vm.Isolate()"),
    Api(
        "isolated-vm.Isolate().compileScript isolated-vm.Isolate().compileScriptSync",
        EVALUATE, 0, program="javascript", data=0, note="vm",
    ),
    # code for a page (https://pptr.dev/api, https://playwright.dev/docs/api/class-page)
    Api("puppeteer.launch puppeteer.connect puppeteer-core.launch puppeteer-core.connect playwright.chromium.launch "
        "playwright.firefox.launch playwright.webkit.launch playwright.chromium.connect "
        "playwright.chromium.launchPersistentContext @playwright/test.chromium.launch", returns="browser()"),
    Api("browser().newPage browser().newContext browser().pages page().mainFrame page().frames", returns="page()"),
    Api("page().newPage", returns="page()"),
    Api("page().evaluate page().evaluateHandle page().evaluateOnNewDocument page().addInitScript",
        EVALUATE, 0, program="javascript", data=0, note="page"),
    Api("chrome-remote-interface", returns="cdp()"),
    Api("cdp().Runtime.evaluate cdp().Runtime.compileScript", EVALUATE, "0.expression", program="javascript",
        data="0.expression", note="page"),
    Api("module", returns="module()"),
    Api("module.createRequire module.createRequireFromPath", returns="global.require"),
    Api("module()._compile module._compile", EVALUATE, 0, program="javascript", data=0, note="loader"),
    Api("*._compile", EVALUATE, 0, program="javascript", data=0, note="loader", when="1"),  # (text, file name)
    Api(
        "require-from-string node-eval eval safe-eval static-eval notevil eval5 _eval",
        EVALUATE, 0, program="javascript", data=0, note="eval",
    ),
    Api("module-from-string.importFromString module-from-string.requireFromString",
        EVALUATE, 0, program="javascript", data=0, note="eval"),
    Api("global.require import", EVALUATE, 0, data=0, note="import"),
    Api("global.importScripts", EVALUATE, 0, data=0, kind="url", note="import"),
    Api("global.Worker global.SharedWorker", EVALUATE, 0, data=0, note="worker", returns="global.Worker()"),
    Api("global.process.dlopen", EVALUATE, 1, data=1, kind="path", note="native"),
    Api("node-serialize.unserialize serialize-to-js.deserialize funcster.deepDeserialize cryo.parse",
        EVALUATE, 0, data=0, note="deserialise"),
    Api("global.WebAssembly.instantiate global.WebAssembly.compile global.WebAssembly.Module",
        EVALUATE, 0, data=0, note="wasm"),
    Api("global.location= global.location.href= global.document.location= global.document.location.href= dom.a().href= "
        "dom.iframe().src= dom.iframe().srcdoc="),  # what they run is found by readers/javascript_library.py
    Api("javascript: data: blob: worker_threads.Worker", EVALUATE, 0, program="javascript", data=0),
    Api("dom.markup", EVALUATE, 0, data=0, note="markup"),
    Api("dom.script().text= dom.script().textContent= dom.script().innerHTML= dom.script().innerText= "
        "dom.script().append dom.script().appendChild", EVALUATE, 0, program="javascript", data=0, note="markup"),
    Api("dom.script().type=", returns="dom.data()", unless="0: text/javascript application/javascript module"),
    Api("*.setAttribute"),
    Api("dom.on=", EVALUATE, 0, program="javascript", data=0, note="markup"),
    Api("jsx.script", EVALUATE, "0.dangerouslySetInnerHTML.__html", data="0.dangerouslySetInnerHTML.__html",
        note="markup"),
)  # fmt: skip

_SHELL = ("2.shell", "1.shell")  # options may come without arguments
_RUN = " ".join(f"child_process.{name}" for name in ("exec", "execSync"))
_SPAWN = " ".join(f"child_process.{name}" for name in ("spawn", "spawnSync", "execFile", "execFileSync"))

COMMANDS = (
    Api(_RUN, COMMAND, 0, program="shell", data=0, stdin="1.input", returns="output"),
    Api(_SPAWN, COMMAND, 0, kind="program", argv="0+1", shell=_SHELL, stdin="2.input", returns="output"),
    Api("child_process.fork", COMMAND, "=node", data=0, note="fork"),
    Api("execa execa.execaSync execa.sync", COMMAND, 0, kind="program", argv="0+1", shell=_SHELL,
        stdin="2.input", returns="output"),
    Api("execa.execaCommand execa.execaCommandSync execa.command execa.commandSync",
        COMMAND, 0, program="shell", data=0, returns="output"),
    Api("execa.execaNode", COMMAND, "=node", data=0),
    Api("execa.$ execa.$.sync zx.$ zx/globals.$ global.Bun.$ bun.$ dax.$", COMMAND, "template", program="shell",
        data="template", note="quoted", returns="output"),
    Api("shelljs.exec", COMMAND, 0, program="shell", data=0, returns="output"),
    Api("cross-spawn cross-spawn.spawn cross-spawn.sync", COMMAND, 0, kind="program", argv="0+1", shell=_SHELL),
    Api("node-pty.spawn", COMMAND, 0, kind="program", argv="0+1"),
    Api("sudo-prompt.exec", COMMAND, 0, program="shell", data=0, note="elevated"),
    Api("tinyexec.x tinyexec.exec nano-spawn", COMMAND, 0, kind="program", argv="0+1", returns="output"),
    Api("npm-run.exec npm-run.sync npm-run", COMMAND, 0, program="shell", data=0),
    Api("global.Bun.spawn global.Bun.spawnSync bun.spawn bun.spawnSync", COMMAND, ("0.cmd", 0), kind="program",
        argv=("0.cmd", 0), returns="output"),
    Api("global.Deno.run", COMMAND, "0.cmd", kind="program", argv="0.cmd", returns="output"),
    Api("global.Deno.Command", COMMAND, 0, kind="program", argv="0+1.args", returns="global.Deno.Command()"),
    Api("open", COMMAND, "=open", data=0, note="open"),
)  # fmt: skip

SOURCES = (
    Api("global.process.env[]", ENVIRONMENT, 0, origin=ENV, flow="environment"),
    Api("global.process.env", ENVIRONMENT, "=*", origin=ENV, flow="environment", note="read"),
    Api("global.Deno.env.get global.Deno.env.toObject", ENVIRONMENT, (0, "=*"), origin=ENV, flow="environment"),
    Api("global.process.argv", "", "=argv", origin=INPUT, flow="input"),
    Api("global.process.stdin global.Deno.stdin global.Bun.stdin", "", "=stdin", origin=INPUT, flow="input"),
    Api("global.process.on global.process.once", calls=1, origin=INPUT),
    Api("global.location global.document.location global.name global.document.URL global.document.referrer",
        "", "=location", origin=INPUT, flow="input"),
    Api("global.prompt", "", "=prompt", origin=INPUT, flow="input"),
    Api("readline.createInterface", origin=INPUT, returns="readline.Interface()"),
    Api("readline.Interface().on readline.Interface().once readline.Interface().question", calls=1, origin=INPUT),
    Api("@modelcontextprotocol/sdk/server/mcp.js.McpServer @modelcontextprotocol/sdk/server/mcp.McpServer "
        "@modelcontextprotocol/sdk/server/index.js.Server @modelcontextprotocol/sdk/server/index.Server "
        "@modelcontextprotocol/sdk/server.Server @modelcontextprotocol/server.McpServer", returns="tool.app()"),
    Api("tool.app().tool tool.app().registerTool tool.app().resource tool.app().registerResource tool.app().prompt "
        "tool.app().registerPrompt tool.app().setRequestHandler @anthropic-ai/claude-agent-sdk.tool",
        origin=INPUT, flow="input", subject="=tool"),
    Api("inquirer.prompt prompts enquirer.prompt", origin=INPUT),
    Api("yargs minimist arg mri commander.program", origin=INPUT),
    Api("get-stdin raw-body co-body", origin=INPUT),
    Api("os.userInfo os.hostname username fullname", COLLECT, "=identity", flow="collect"),
    Api("os.networkInterfaces os.cpus os.release os.version os.machine os.arch os.type os.totalmem os.uptime",
        COLLECT, "=machine", flow="collect"),
    Api("node-machine-id.machineId node-machine-id.machineIdSync node-machine-id getmac macaddress.one "
        "macaddress.all systeminformation.getAllData systeminformation.system systeminformation.uuid",
        COLLECT, "=machine", flow="collect"),
    Api("clipboardy.read clipboardy.readSync global.navigator.clipboard.readText global.navigator.clipboard.read "
        "electron.clipboard.readText", COLLECT, "=clipboard", flow="collect"),
    Api("screenshot-desktop global.navigator.mediaDevices.getDisplayMedia electron.desktopCapturer.getSources",
        COLLECT, "=screen", flow="collect"),
    Api("global.navigator.mediaDevices.getUserMedia", COLLECT, "=microphone or camera", flow="collect"),
    Api("global.navigator.geolocation.getCurrentPosition global.navigator.geolocation.watchPosition",
        COLLECT, "=location", flow="collect"),
    Api("global.document.cookie", COLLECT, "=cookies", flow="collect", note="read"),
    Api("iohook.on uiohook-napi.uIOhook.on node-global-key-listener.GlobalKeyboardListener",
        COLLECT, "=keystrokes", flow="collect"),
)  # fmt: skip

DECODERS = (
    Api("global.atob", DECODE, 0, decode="base64", kind="text"),
    Api("global.unescape", DECODE, 0, decode="unescape", kind="text"),
    Api("global.decodeURIComponent global.decodeURI querystring.unescape", "", 0, decode="percent", kind="text"),
    Api("js-base64.Base64.decode js-base64.decode js-base64.atob Base64.decode base-64.decode abab.atob",
        DECODE, 0, decode="base64", kind="text"),
    Api("zlib.inflateSync", DECODE, 0, decode="zlib"),
    Api("zlib.gunzipSync zlib.unzipSync", DECODE, 0, decode="gzip"),
    Api("zlib.inflateRawSync", DECODE, 0, decode="deflate"),
    Api("zlib.inflate zlib.gunzip zlib.unzip zlib.inflateRaw zlib.brotliDecompress", DECODE, 0, calls=1,
        origin="decoded"),
    Api("zlib.brotliDecompressSync pako.inflate pako.ungzip lz-string.decompressFromBase64 lz-string.decompress "
        "crypto.createDecipheriv crypto.createDecipher crypto-js.AES.decrypt crypto.privateDecrypt",
        DECODE, 0, origin="decoded"),
    Api("steggy.reveal", DECODE, "=image", origin="decoded", returns="steggy.reveal()"),
    Api("global.TextDecoder", returns="global.TextDecoder()"),
    Api("global.TextDecoder().decode", fold="global.String"),
)  # fmt: skip

ROWS = (*EVALUATORS, *COMMANDS, *SOURCES, *DECODERS, *FILES, *NETWORK_ROWS)
