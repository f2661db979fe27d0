# ruff: noqa: E501  (rows read best when short lists stay on one line)
"""Cmdlets and their aliases. Source: the module reference of PowerShell (learn.microsoft.com/powershell/module)."""

from __future__ import annotations

from plugin_policy.capabilities.use import (
    COLLECT,
    CONNECT,
    DELETE,
    EVALUATE,
    INSTALL,
    LIST,
    NETWORK,
    READ,
    UNKNOWN,
    WRITE,
)
from plugin_policy.readers.rows import Arg, Program

_WEB = (
    "-uri -u -outfile -infile -body -bod -headers -method -m -contenttype -useragent -proxy -timeoutsec -credential"
    " -sessionvariable -websession -token -authentication -form -maximumredirection -certificate -transferencoding"
)
_PATHS = "-path -literalpath -pa -lp -filter -include -exclude -encoding -value -destination -itemtype -name -totalcount -tail -delimiter"


def _cmdlet(names: str, *args: Arg, values: str = "", output: str = "", flow: str = "", stdin: str = "",
            collect: str = "", note: str = "") -> Program:  # fmt: skip
    return Program(names, args, values=values, output=output, flow=flow, stdin=stdin, collect=collect,
                   note=("caseless " + note).strip())  # fmt: skip


def _read(*at: str) -> tuple[Arg, ...]:
    return tuple([Arg(place, READ, "path") for place in at])


def _fact(names: str, category: str) -> Program:
    return _cmdlet(names, output=UNKNOWN, flow=COLLECT, collect=category)


_PATH = "-path -literalpath -pa -lp"

PROGRAMS = (
    # Evaluation
    _cmdlet("iex invoke-expression", Arg("0: -command", EVALUATE, program="powershell", note="eval"), values="-command",
            stdin="powershell", note="builtin evaluator"),
    _cmdlet("add-type", Arg("0 -typedefinition -memberdefinition", EVALUATE, "code", note="native"), Arg("-path -literalpath", READ, "path"),
            values="-typedefinition -memberdefinition -name -namespace -path -literalpath -assemblyname -language"
            " -referencedassemblies", note="builtin"),
    _cmdlet("import-module ipmo", *_read("0 -name"), values="-name -requiredversion -prefix", note="builtin"),
    # Built-ins that shape what passes
    _cmdlet("write-output", output="echo", values="-inputobject", note="builtin"),
    _cmdlet("write-host write-verbose write-debug write-warning write-error write-information write-progress out-null "
            "out-default out-host set-strictmode start-sleep clear-host cls "
            "set-variable sv remove-variable set-psdebug export-modulemember set-alias new-alias sal nal update-typedata",
            output="nothing", values="-foregroundcolor -backgroundcolor -name -value -seconds -milliseconds", note="builtin"),
    _cmdlet("set-location push-location pop-location sl", output="nothing", values="-path -literalpath", note="builtin directory"),
    _cmdlet("foreach-object % foreach where-object ? invoke-command icm start-job sajb start-threadjob register-objectevent "
            "measure-command register-engineevent", Arg("-computername -cn", CONNECT, "host"), output="through",
            values="-computername -cn -session -credential -name", note="builtin block"),
    _cmdlet("select-object sort-object group-object measure-object out-string format-table format-list convertfrom-json "
            "convertto-json convertfrom-csv convertto-csv tee-object compare-object get-unique "
            "get-member receive-job wait-job", output="through",
            values="-property -first -last -skip -depth -expandproperty -pattern -index", note="builtin"),
    _cmdlet("select-string sls", *_read("1 -path -literalpath"), values="-path -literalpath -pattern -context -include -exclude",
            output="through", flow=READ),
    _cmdlet("get-psreadlineoption", Arg("=~/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine", LIST, "path"), output=UNKNOWN),
    _cmdlet("get-command gcm get-alias gal", output="first", note="builtin", values="-name"),
    _cmdlet("resolve-path split-path convert-path", output="first", values="-path -leaf -parent", note="builtin"),
    _cmdlet("join-path", output="joined", values="-path -childpath", note="builtin"),
    _cmdlet("get-location", output="folder", note="builtin"),
    _cmdlet("get-date get-random get-host get-verb get-help get-executionpolicy test-path new-guid", output="harmless", note="builtin",
            values="-format -path -count -minimum -maximum"),
    _cmdlet("get-variable gv get-item gi", output=UNKNOWN, values=_PATHS, note="builtin"),
    # Connections
    _cmdlet("invoke-webrequest iwr invoke-restmethod irm", Arg("0 -uri -u", CONNECT, "url"), Arg("-proxy", CONNECT, "url", note="proxy"),
            Arg("-infile", READ, "path"), Arg("-outfile", WRITE, "path"), values=_WEB, output=NETWORK, flow=CONNECT, note="download"),
    _cmdlet("start-bitstransfer", Arg("0 -source", CONNECT, "url"), Arg("1 -destination", WRITE, "path"),
            values="-source -destination -displayname -priority", output=NETWORK, flow=CONNECT, note="download"),
    _cmdlet("test-netconnection tnc test-connection resolve-dnsname enter-pssession etsn new-pssession nsn new-cimsession",
            Arg("0 -computername -name -targetname", CONNECT, "host"), values="-computername -name -targetname -port -type -server -credential",
            output=NETWORK, flow=CONNECT),
    _cmdlet("send-mailmessage", Arg("-smtpserver", CONNECT, "host"), *_read("-attachments"),
            values="-smtpserver -to -from -subject -body -attachments -credential -port", note="mail"),
    # Files
    _cmdlet("get-content gc", *_read("0: " + _PATH), values=_PATHS, output="files", flow=READ),
    _cmdlet("get-childitem gci get-itemproperty gp get-itempropertyvalue", Arg("0 " + _PATH, LIST, "path"), values=_PATHS,
            output=UNKNOWN, flow=LIST),
    _cmdlet("set-content add-content out-file export-csv export-clixml clear-content new-item ni set-item",
            Arg("0 -path -literalpath -filepath", WRITE, "path"),
            values=_PATHS + " -filepath -inputobject", output="nothing"),
    _cmdlet("copy-item cpi move-item mi rename-item rni", *_read("0 " + _PATH), Arg("1 -destination -newname", WRITE, "path"),
            values=_PATHS + " -newname", output="nothing"),
    _cmdlet("remove-item ri remove-itemproperty", Arg("0: -path -literalpath", DELETE, "path"), values=_PATHS, output="nothing", note="delete"),
    _cmdlet("set-itemproperty new-itemproperty", Arg("0 -path", WRITE, "registry"), values=_PATHS + " -propertytype", note="persist"),
    _cmdlet("compress-archive", *_read("0 -path"), Arg("1 -destinationpath", WRITE, "path"), values="-path -destinationpath", note="archive", flow=READ),
    _cmdlet("expand-archive", *_read("0 -path"), Arg("1 -destinationpath", WRITE, "path"), values="-path -destinationpath"),
    _cmdlet("set-acl icacls", Arg("0 -path", WRITE, "path"), values="-path -aclobject", note="mode"),
    # Programs, persistence, protections
    Program("start-process saps", values="-filepath -argumentlist -args -verb -workingdirectory -windowstyle -credential"
            " -redirectstandardoutput -redirectstandarderror", note="caseless start"),
    _cmdlet("register-scheduledtask new-scheduledtaskaction new-service set-service register-scheduledjob",
            Arg("-execute -binarypathname", READ, "path"), values="-execute -argument -taskname -action -trigger -name -binarypathname", note="persist"),
    _cmdlet("set-executionpolicy set-mppreference add-mppreference disable-windowsoptionalfeature stop-service "
            "set-netfirewallprofile unblock-file", note="protection"),
    _cmdlet("stop-process spps kill restart-computer stop-computer", note="kill"),
    _cmdlet("format-volume clear-disk initialize-disk remove-partition", note="destructive"),
    _cmdlet("install-module install-script install-package update-module", Arg("0: -name", INSTALL, "package"),
            values="-name -repository -scope -requiredversion -minimumversion", note="install"),
    # Facts and secrets
    _fact("get-process gps", "processes"),
    _fact("get-computerinfo get-ciminstance gcim get-wmiobject gwmi get-hotfix", "hardware"),
    _fact("get-localuser get-aduser get-localgroupmember", "user name"),
    _fact("get-netipaddress get-netadapter get-netipconfiguration get-nettcpconnection", "network configuration"),
    _fact("get-clipboard gcb", "clipboard"),
    _cmdlet("get-history h", *_read("=~/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine"), output=UNKNOWN, flow=COLLECT,
            collect="shell history"),
    _cmdlet("get-storedcredential get-secret", *_read("=~/AppData/Local/Microsoft/Credentials"), output=UNKNOWN, flow=READ),
    _fact("get-credential", "credentials"),
)  # fmt: skip
