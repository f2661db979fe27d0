"""Programs that run text, scripts or other programs, whatever language started them."""

from __future__ import annotations

from plugin_policy.capabilities.use import COMMAND, EVALUATE, NETWORK, READ
from plugin_policy.readers.rows import Arg, Program

_SHELL_VALUES = "-c -o -O --rcfile --init-file"

PROGRAMS = (
    Program(
        "sh bash zsh dash ksh ash rbash fish busybox-sh",
        (Arg("-c", EVALUATE, program="shell"), Arg("0", "read", "path", unless="-c -s")),
        values=_SHELL_VALUES,
        stdin="shell",
        script="0",
        note="interpreter",
    ),
    Program(
        "python python3 python2 pypy pypy3 python3.9 python3.10 python3.11 python3.12 python3.13 python3.14 py",
        (Arg("-c", EVALUATE, program="python"), Arg("0", "read", "path", unless="-c -m")),
        values="-c -m -W -X -Q",
        stdin="python",
        script="0",
        note="interpreter",
    ),
    Program(
        "node nodejs bun",
        (
            Arg("-e --eval -p --print -pe", EVALUATE, program="javascript"),
            Arg("0", "read", "path", unless="-e --eval -p --print -pe"),
        ),
        values="-e --eval -p --print -pe -r --require --import --loader --input-type",
        stdin="javascript",
        script="0",
        note="interpreter",
    ),
    Program(
        "deno",
        subcommands=(
            Program("eval", (Arg("0", EVALUATE, program="typescript"),), values="--ext --config", note="interpreter"),
            Program("run", stdin="typescript", script="0", note="interpreter"),
        ),
    ),
    Program("tsx ts-node", (Arg("-e --eval", EVALUATE, program="typescript"),), values="-e --eval", stdin="typescript",
            script="0", note="interpreter"),
    Program("perl", (Arg("-e -E", EVALUATE, program="perl"),), values="-e -E -I", stdin="perl", script="0",
            note="interpreter"),
    Program("ruby", (Arg("-e", EVALUATE, program="ruby"),), values="-e -r -I", stdin="ruby", script="0",
            note="interpreter"),
    Program("php", (Arg("-r", EVALUATE, program="php"),), values="-r -d -f", stdin="php", script="0",
            note="interpreter"),
    Program("lua luajit", (Arg("-e", EVALUATE, program="lua"),), values="-e -l", stdin="lua", script="0",
            note="interpreter"),
    Program("Rscript R", (Arg("-e", EVALUATE, program="r"),), values="-e", script="0", note="interpreter"),
    Program("osascript", (Arg("-e", EVALUATE, program="applescript"),), values="-e -l", stdin="applescript",
            script="0", note="interpreter"),
    Program(
        "powershell pwsh",
        (
            Arg("-command -c -com -comm -comma -comman:", EVALUATE, program="powershell"),
            Arg("-encodedcommand -enc -e -ec -en -enco -encod -encode -encoded -encodedc", EVALUATE,
                program="powershell", note="encoded"),
        ),
        values="-command -c -com -comm -comma -comman -encodedcommand -enc -e -ec -en -enco -encod -encode -encoded "
        "-encodedc -file -f -executionpolicy -ep -ex -exec -windowstyle -w -win -version -workingdirectory",
        stdin="powershell",
        script="0",
        note="interpreter caseless",
    ),
    Program("cmd", (Arg("/c /k /r:", EVALUATE, program="shell"),), values="/c /k /r", note="interpreter caseless"),
    Program("eval", (Arg("0:", EVALUATE, program="shell", note="eval"),), note="builtin evaluator"),
    Program("source .", (Arg("0", "read", "path"),), stdin="", script="0", note="builtin evaluator source"),
    Program("trap", (Arg("0", EVALUATE, program="shell", note="trap"),), note="builtin evaluator"),
    Program("mapfile readarray", (Arg("-C", EVALUATE, program="shell"),), values="-d -n -O -s -u -C -c",
            output="nothing", note="builtin evaluator"),
    Program("complete compgen", (Arg("-C", EVALUATE, program="shell"),), values="-A -C -F -G -P -S -W -X -o",
            output="nothing", note="builtin evaluator"),
    Program("bind", (Arg("-x", EVALUATE, program="shell"),), values="-x -f -m -q -u -r", output="nothing",
            note="builtin evaluator"),
    Program("enable", (Arg("-f", EVALUATE, "path", note="native"),), values="-f -d", output="nothing", note="builtin"),
    Program("sudo doas", values="-u --user -g --group -h --host -p --prompt -C -r -t -T -D -R", command="0",
            assignments=True, note="elevate"),
    Program("su", (Arg("-c --command", EVALUATE, program="shell"),), values="-c --command -s --shell -g",
            note="elevate"),
    Program("pkexec gosu runuser su-exec", values="--user -u", command="0", note="elevate"),
    Program("env", (Arg("-S --split-string", COMMAND, program="shell"),),
            values="-u --unset -C --chdir -S --split-string", command="0", assignments=True, output="environment",
            flow="environment", collect="*", note="split"),
    Program("parallel rush", values="-I -n -P -L -d -a -s -E --max-args --max-procs --delimiter --arg-file -j --jobs "
            "--colsep --results --joblog -S --sshlogin --timeout --delay", command="0", note="stdin-args lines"),
    Program("xargs", values="-I -n -P -L -d -a -s -E --max-args --max-procs --delimiter --arg-file -j --jobs",
            command="0", note="stdin-args"),
    Program("timeout gtimeout", values="-s --signal -k --kill-after", command="1"),
    Program("nohup setsid time nice ionice stdbuf unbuffer caffeinate command builtin exec chronic proxychains "
            "torsocks winpty catchsegv noglob nocorrect coproc rlwrap xvfb-run dbus-run-session faketime wsl",
            values="-n -c -p -i -o -e -a", command="0"),
    Program("unshare nsenter bwrap firejail setpriv setarch linux32 linux64 chpst", values="-t --target -S -G --bind "
            "--ro-bind --chdir --setenv --reuid --regid --root --wd", command="0"),
    Program("ssh-agent", command="0", values="-t -a -P -E", output="harmless"),
    Program("chroot flock watch", values="-n --interval -w -E", command="1"),
    Program("strace ltrace", values="-o -e -p -s", command="0"),
    Program("find fd", (Arg("0", "list", "path"),),
            values="-name -iname -path -ipath -type -maxdepth -mindepth -mtime -mmin -newer -size -user -group -perm "
            "-printf -regex -iregex",
            until="-exec -execdir -ok -okdir", note="find"),
    Program("script", (Arg("-c --command", EVALUATE, program="shell"),), values="-c --command"),
    Program("watch", (Arg("0:", EVALUATE, program="shell"),), values="-n --interval", stdin=""),
    Program("at batch", stdin="shell", note="persist input"),
    Program("ssh", (Arg("0", "connect", "host"), Arg("1:", EVALUATE, program="shell", note="remote")),
            values="-p -i -l -o -F -L -R -D -J -b -c -E -e -I -m -O -Q -S -W -w", stdin="shell", output=NETWORK,
            flow="connect"),
    Program("npx bunx pnpx uvx pipx", (Arg("-c --call", EVALUATE, program="shell"), Arg("0", "install", "package")),
            values="-p --package -c --call --from --with --python", note="launcher"),
    Program("make", (Arg("--eval", EVALUATE, program="make"),), values="-f -C --eval -j"),
    Program("awk gawk mawk nawk", (Arg("0", EVALUATE, program="awk", note="filter", unless="-f --file"),
                                   Arg("1:", READ, "path", unless="-f --file"),
                                   Arg("0:", READ, "path", when="-f --file"),
                                   Arg("-f --file", READ, "path")),
            values="-F -v -f --file", output="through", flow=READ, note="filter"),
)  # fmt: skip
