"""Programs and what their arguments mean, whatever language starts them."""

from __future__ import annotations

from plugin_policy.capabilities.use import CONNECT, FILE, NETWORK, READ, WRITE
from plugin_policy.readers.rows import Arg, Program

PROGRAMS = (
    Program("echo print", output="args", note="builtin"),
    Program("printf", output="args", note="builtin"),
    Program("cat tac head tail less more", (Arg("0:", READ, "path"),), values="-n -c --lines --bytes", output=FILE,
            flow=READ),
    Program("curl", (Arg("0:", CONNECT, "url"), Arg("-o --output", WRITE, "path")),
            values="-o --output -d --data -H --header -X --request -u --user -A --user-agent -F --form -T -e -b -c -m "
            "--data-raw --data-binary --data-urlencode --max-time --retry --connect-timeout -w -x --url -K --json",
            output=NETWORK, flow=CONNECT),
    Program("wget", (Arg("0:", CONNECT, "url"), Arg("-O --output-document", WRITE, "path")),
            values="-O --output-document -P --header --post-data --post-file -U -t -T", output=NETWORK, flow=CONNECT),
    Program("base64 gbase64", decode="base64", decode_when="-d -D --decode", values="-w -i -o", output="stdin"),
    Program("tr sed cut sort uniq grep egrep head jq gunzip zcat tee", output="stdin"),
    Program("rev", decode="reverse", output="stdin"),
    Program("xxd", decode="hex", decode_when="-r", output="stdin"),
)  # fmt: skip
