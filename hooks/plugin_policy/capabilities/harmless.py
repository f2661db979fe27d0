"""Programs that need no disclosure: they compute, print, format or look at files of the workspace, or are the shell.

What they can do beyond that (a path they read, a host they reach, a program they start) is a use of its own.
"""

from __future__ import annotations

# the shell's own words: POSIX.1-2024 "Shell Command Language", Bash's and zsh's builtins
_SHELL = """
: . [ [[ alias autoload bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown
echo emulate enable eval exec exit export false fc fg getopts hash help history jobs let local logout mapfile popd print
printf pushd pwd read readarray readonly return set setopt shift shopt source suspend test time times trap true type
typeset ulimit umask unalias unset unsetopt wait whence zmodload zparseopts
"""

# POSIX, GNU and common utilities that compute on text and on the files they are given
_TEXT = """
arch awk base32 base64 basename bat bc bunzip2 bzip2 cal cat chmod cksum clear cmp column comm cp csplit cut date dc df
diff dirname du egrep env envsubst expand expr factor fd fgrep file find flock fmt fold free fzf gawk gdate getconf
getopt ggrep grep groups gsed gtar gtimeout gunzip gzip head hexdump hostname iconv id join jq kill
less ln locale logname ls
lsof mawk md5 md5sum mkdir mkfifo mktemp more mv nl nohup nproc numfmt od paste patch pathchk pgrep pidof pr printenv ps
readlink realpath reset rev rg rm rmdir sed seq sha1sum sha256sum sha512sum shasum shuf sleep sort split stat stdbuf
strings stty sum sync tac tail tar tee tempfile timeout touch tput tr tree truncate tsort tty uname unexpand uniq unxz
unzip uptime uuidgen vdir vmstat watch wc where whereis which who whoami xargs xxd xz yes yq zcat zgrep zip zstd
"""

# interpreters, build tools and version control: their scripts, arguments and hosts are judged by themselves
_CODE = """
ash bash black bun bunx busybox cargo claude cmake dash deno dotnet eslint flake8 git go gradle isort java javac jest
ksh lua make mocha mvn mypy ninja node nodejs nox npm npx perl php pip pip3 pipx pnpm pnpx poetry powershell prettier
pwsh pyright
pytest py python python2 python3 python3.9 python3.10 python3.11 python3.12 python3.13 python3.14 ruby ruff rustc sh
tox ts-node tsc tsx uv uvx vitest yarn zsh
"""

# what they reach is a connection, and judged as one
_NETWORK = "curl dig ftp host nc ncat nslookup openssl ping rsync scp sftp socat ssh telnet traceroute wget"

HARMLESS = frozenset(f"{_SHELL} {_TEXT} {_CODE} {_NETWORK}".split())

# The other way round: programs worth hiding. Interpreters, downloaders, and what changes or tells about the computer.
HIDDEN = frozenset(
    """
    sh bash zsh dash ksh fish python python2 python3 perl ruby php node nodejs lua osascript powershell pwsh cmd awk
    curl wget nc ncat netcat socat telnet ssh scp rsync ftp sftp tftp base64 xxd openssl dig nslookup whoami id uname
    hostname env printenv chmod chown crontab at systemctl launchctl schtasks reg certutil bitsadmin mshta rundll32
    regsvr32 wscript cscript sudo su doas kill pkill rm dd mkfs shred cat tar zip find security gpg exec
    invoke-webrequest iwr invoke-restmethod irm start-process add-type new-object start-bitstransfer
    set-executionpolicy get-content
    """.split()  # noqa: SIM905  (a word list reads best as words)
)
