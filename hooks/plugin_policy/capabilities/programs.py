# ruff: noqa: E501  (rows read best when short lists stay on one line)
"""Programs that shape text and files, and the built-ins of shells. Sources: POSIX.1-2024 utilities, GNU coreutils,
findutils, tar, sed, the manual pages of the programs named."""

from __future__ import annotations

from plugin_policy.capabilities.use import DECODED, DELETE, EVALUATE, LIST, READ, WRITE
from plugin_policy.readers.rows import Arg, Program


def _read(at: str, when: str = "", unless: str = "") -> Arg:
    return Arg(at, READ, "path", when=when, unless=unless)


def _write(at: str, when: str = "", unless: str = "") -> Arg:
    return Arg(at, WRITE, "path", when=when, unless=unless)


PROGRAMS = (
    # Built-ins and what only shapes its arguments
    Program("echo print", output="echo", note="builtin"),
    Program("printf", output="printf", note="builtin"),
    Program(": true false test [ [[ set shopt setopt unsetopt exit return break continue wait umask ulimit local"
            " declare typeset readonly unset alias unalias read let hash"
            " getopts times disown fg bg jobs autoload zmodload emulate colors sleep clear endlocal setlocal rem color"
            " title pause", output="nothing", note="builtin"),
    Program("shift", output="nothing", note="builtin shift"),
    Program("cd pushd popd chdir", output="nothing", note="builtin directory"),
    Program("pwd", output="folder", note="builtin"),
    Program("type whence which where", output="last", note="builtin"),
    Program("dirname", output="dirname", note="builtin"),
    Program("basename", output="basename", values="-s", note="builtin"),
    Program("realpath readlink cygpath wslpath", output="first", note="builtin"),
    Program("mktemp", output="temporary", values="-p -t --suffix", note="builtin"),
    Program("expr seq date nproc tput", output="harmless"),
    # Filters
    Program("tr gtr", output="tr"),
    Program("sed gsed", (Arg("-e --expression", EVALUATE, program="sed"),
                         Arg("0", EVALUATE, program="sed", unless="-e --expression -f --file"), _read("1:", unless="-e --expression -f"),
                         _read("0:", when="-e --expression -f"), _write("1:", when="-i --in-place")),
            values="-e --expression -f --file -l", output="sed", flow=READ),
    Program("cut", (_read("0:"),), values="-d -f -c -b --delimiter --fields", output="cut", flow=READ),
    Program("rev", (_read("0:"),), decode="reverse", output="through"),
    Program("cat tac bat batcat nl", (_read("0:"),), output="files", flow=READ),
    Program("head tail", (_read("0:"),), values="-n -c --lines --bytes", output="through", flow=READ),
    Program("less more strings hexdump file wc md5sum sha1sum sha256sum sha512sum shasum cksum b2sum ul most",
            (_read("0:"),), values="-n -t -N -a", output="through", flow=READ),
    Program("du ncdu dust", (Arg("0:", LIST, "path"),), values="-d --max-depth -t --threshold -B", flow=LIST),
    Program("od", (_read("0:"),), values="-A -j -N -t -w -S", output="through", flow=READ),
    Program("stat", (_read("0:"),), values="-c -f --format --printf", output="through", flow=READ),
    Program("sort uniq fold fmt paste join comm column pr expand unexpand tsort shuf look",
            (_read("0:"), _write("-o --output")), values="-k -t -o --output -w -d -s -S", output="through", flow=READ),
    Program("grep egrep fgrep rg ag ack zgrep ugrep",
            (_read("1:", unless="-e -f --regexp --file"), _read("0:", when="-e -f --regexp --file"), _read("-f --file")),
            values="-e -f -A -B -C -m --include --exclude --exclude-dir --color -g --glob -t --type --max-count "
            "--regexp --file", output="through", flow=READ),
    Program("jq yq gojq jaq", (_read("1:", unless="-n --null-input"),),
            values="--arg --argjson --slurpfile --rawfile --indent -f", output="jq", flow=READ),
    Program("xmllint xq dasel gron mlr", (_read("1:"),), values="-f", output="through", flow=READ),
    Program("diff cmp comm vimdiff", (_read("0:"),), values="-U -C -I -x", output="through", flow=READ),
    Program("tee sponge", (_write("0:"),), output="through"),
    Program("split csplit", (_read("0"),), values="-b -l -n", output="nothing"),
    Program("iconv", (_read("0:"),), values="-f -t -o", output="through"),
    Program("envsubst", output="through", flow="environment"),
    # Decoders
    Program("base64 gbase64", (_read("0"), _read("-i")), decode="base64", decode_when="-d -D --decode",
            values="-w --wrap -i -o", output="through", flow=READ, note="encode"),
    Program("base32", (_read("0"),), decode="base32", decode_when="-d --decode", values="-w", output="through",
            flow=READ, note="encode"),
    Program("xxd", (_read("0"),), decode="hex", decode_when="-r -revert", values="-c -l -s -g", output="through",
            flow=READ, note="encode"),
    Program("uudecode gunzip zcat gzcat bunzip2 bzcat unxz xzcat unlzma lzcat unzstd zstdcat funzip brotli unbrotli",
            (_read("0:"),), output=DECODED, flow=READ),
    Program("gzip bzip2 xz zstd lz4 compress pigz", (_read("0:"),), output="through", flow=READ, values="-S -T"),
    # Files
    Program("ls dir tree exa eza lsd vdir gls", (Arg("0:", LIST, "path"),), values="-I -L --ignore --color", flow=LIST),
    Program("cp gcp install ditto", (_read(":-1"), _write("-1"), _write("-t --target-directory")),
            values="-t --target-directory -m -o -g -S --mode --owner", output="nothing"),
    Program("mv gmv rename", (_read(":-1"), Arg(":-1", DELETE, "path"), _write("-1")), values="-t -S",
            output="nothing"),
    Program("copy xcopy robocopy move", (_read("0"), _write("1")), output="nothing", note="caseless slash"),
    Program("ln", (_read(":-1"), _write("-1")), values="-t -S", output="nothing", note="link"),
    Program("mklink", (_write("0"), _read("1")), output="nothing", note="link"),
    Program("rm unlink rmdir srm trash gio-trash rimraf del-cli", (Arg("0:", DELETE, "path"),), output="nothing",
            note="delete"),
    Program("del erase rd deltree", (Arg("0:", DELETE, "path"),), output="nothing", note="delete caseless"),
    Program("shred wipe", (Arg("0:", DELETE, "path"),), values="-n -s", output="nothing", note="destructive"),
    Program("truncate", (_write("0:"),), values="-s --size -r", output="nothing"),
    Program("touch mkdir mkfifo mknod fallocate", (_write("0:"),), values="-m -d -r -t -l", output="nothing"),
    Program("chmod chown chgrp chattr setfacl chflags xattr icacls takeown attrib", (_write("1:"),),
            values="--reference", output="nothing", note="mode"),
    Program("dd", (Arg("0:", READ, "if"), Arg("0:", WRITE, "of")), output="files", flow=READ),
    Program("tar gtar bsdtar", (_read("0:", when="-c --create -r -u"), _read("-f --file", when="-x -t --extract --list"),
                                _write("-f --file", when="-c --create -r -u"), _write("-C --directory", when="-x"),
                                Arg("--to-command --use-compress-program -I --rsh-command", EVALUATE, program="shell"),
                                Arg("--checkpoint-action", EVALUATE, program="shell", note="action")),
            values="-f --file -C --directory -T -X --exclude --to-command --checkpoint-action --use-compress-program -I",
            flow=READ, note="archive bundled"),
    Program("zip 7z 7za 7zz rar", (_write("0"), _read("1:")), values="-x -i -P -p", output="nothing", flow=READ,
            note="archive"),
    Program("unzip unrar unar", (_read("0"), _write("-d")), values="-d -x", output="nothing"),
    Program("sqlite3 sqlite", (_read("0"),), values="-cmd -separator -init", flow=READ),
    Program("open xdg-open explorer start-process", (_read("0"),), values="-a -b", output="nothing", note="open"),
)  # fmt: skip
