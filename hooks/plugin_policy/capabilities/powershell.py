# ruff: noqa: E501  (rows read best when short lists stay on one line)
"""PowerShell: what .NET members do. Names are lower case; `net.` stands before a type, without `System.`.

Source: .NET API browser (learn.microsoft.com/dotnet/api).
"""

from __future__ import annotations

from plugin_policy.capabilities.use import (
    COLLECT,
    COMMAND,
    CONNECT,
    DECODED,
    DELETE,
    ENV,
    ENVIRONMENT,
    EVALUATE,
    FILE,
    INPUT,
    LIST,
    NETWORK,
    READ,
    WRITE,
)
from plugin_policy.readers.rows import Api


def _fact(names: str, category: str) -> Api:
    return Api(names, COLLECT, "=" + category, origin="unknown", flow="collect")


ROWS = (
    # Evaluation
    Api("net.scriptblock.create net.management.automation.scriptblock.create", EVALUATE, 0, program="powershell", note="eval"),
    Api("*.invokescript *.addscript *.newscriptblock *.expandstring *.createpipeline *.createnestedpipeline", EVALUATE, 0, program="powershell", note="eval"),
    Api("net.reflection.assembly.load net.reflection.assembly.loadfile net.reflection.assembly.loadfrom "
        "net.reflection.assembly.unsafeloadfrom net.appdomain.currentdomain.load", EVALUATE, 0, data=0, note="loader"),
    Api("net.runtime.interopservices.marshal.getdelegateforfunctionpointer", EVALUATE, 0, data=0, note="native"),
    # Programs
    Api("net.diagnostics.process.start net.process.start", COMMAND, 0, argv="0:", note="line"),
    # Connections
    Api("net.net.webclient", returns="net.net.webclient()"),
    Api("net.net.webclient().downloadstring net.net.webclient().downloaddata net.net.webclient().openread "
        "net.net.webclient().downloadstringtaskasync net.net.webclient().downloaddatataskasync", CONNECT, 0, kind="url",
        origin=NETWORK, flow=CONNECT),
    Api("net.net.webclient().downloadfile net.net.webclient().downloadfileasync net.net.webclient().downloadfiletaskasync",
        CONNECT, 0, kind="url", origin=NETWORK, flow=CONNECT),
    Api("net.net.webclient().downloadfile net.net.webclient().downloadfileasync", WRITE, 1, kind="path"),
    Api("net.net.webclient().uploadstring net.net.webclient().uploaddata net.net.webclient().uploadvalues "
        "net.net.webclient().uploadfile", CONNECT, 0, kind="url", data="*", origin=NETWORK, flow=CONNECT),
    Api("*.downloadstring *.downloaddata *.downloadfile", CONNECT, 0, kind="url", origin=NETWORK, flow=CONNECT),
    Api("*.uploadstring *.uploadfile *.uploaddata", CONNECT, 0, kind="url", data="*", origin=NETWORK, flow=CONNECT),
    Api("net.net.http.httpclient", returns="net.net.http.httpclient()"),
    Api("net.net.http.httpclient().getstringasync net.net.http.httpclient().getasync "
        "net.net.http.httpclient().getbytearrayasync net.net.http.httpclient().postasync "
        "net.net.http.httpclient().putasync", CONNECT, 0, kind="url", data=1, origin=NETWORK, flow=CONNECT),
    Api("net.net.webrequest.create net.net.httpwebrequest.create net.net.ftpwebrequest.create", CONNECT, 0, kind="url",
        origin=NETWORK, flow=CONNECT),
    Api("net.net.sockets.tcpclient net.net.sockets.udpclient", CONNECT, 0, kind="host", origin=NETWORK, flow=CONNECT),
    Api("net.net.dns.gethostaddresses net.net.dns.gethostentry net.net.dns.resolve", CONNECT, 0, kind="host"),
    Api("net.net.mail.smtpclient", CONNECT, 0, kind="host"),
    # Input
    Api("net.console.in.readtoend net.console.in.readline net.console.readline", "", "=stdin", origin=INPUT, flow="input"),
    # Files
    Api("net.io.file.readalltext net.io.file.readalllines net.io.file.readallbytes net.io.file.openread net.io.file.open "
        "net.io.streamreader net.io.file.readlines", READ, 0, kind="path", origin=FILE, flow=READ),
    Api("net.io.file.writealltext net.io.file.writealllines net.io.file.writeallbytes net.io.file.appendalltext "
        "net.io.file.create net.io.streamwriter", WRITE, 0, kind="path", data=1),
    Api("net.io.file.copy net.io.file.move", READ, 0, kind="path"),
    Api("net.io.file.copy net.io.file.move", WRITE, 1, kind="path"),
    Api("net.io.file.delete net.io.directory.delete", DELETE, 0, kind="path"),
    Api("net.io.directory.getfiles net.io.directory.enumeratefiles net.io.directory.getdirectories", LIST, 0, kind="path"),
    Api("net.io.compression.deflatestream net.io.compression.gzipstream", origin=DECODED),
    # Windows' keepers of secrets
    Api("net.security.cryptography.protecteddata.unprotect", READ, "=~/AppData/Roaming/Microsoft/Protect", kind="path", flow=READ),
    Api("net.windows.security.credentials.passwordvault", returns="net.windows.security.credentials.passwordvault()"),
    Api("net.windows.security.credentials.passwordvault().retrieveall net.windows.security.credentials.passwordvault().retrieve "
        "net.windows.security.credentials.passwordvault().findallbyresource", READ, "=~/AppData/Local/Microsoft/Vault", kind="path",
        flow=READ),
    # Environment and machine facts
    Api("net.environment.getenvironmentvariable", ENVIRONMENT, 0, origin=ENV, flow="environment"),
    Api("net.environment.getenvironmentvariables", ENVIRONMENT, "=*", origin=ENV, flow="environment"),
    Api("net.environment.setenvironmentvariable", WRITE, "=environment", note="persist"),
    _fact("net.environment.username net.security.principal.windowsidentity.getcurrent", "user name"),
    _fact("net.environment.machinename net.net.dns.gethostname", "hostname"),
    _fact("net.environment.osversion", "operating system"),
    _fact("net.windows.forms.clipboard.gettext", "clipboard"),
)  # fmt: skip
