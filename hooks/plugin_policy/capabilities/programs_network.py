# ruff: noqa: E501  (rows read best when short lists stay on one line)
"""Programs that connect: downloaders, senders, remote shells, version control, clouds, names.

Sources: manual pages of curl, wget, nc, socat, openssl, ssh, rsync, rclone, git, gh; the clouds' CLI references.
Kinds: "remote" is `user@host:path` or a URL (a plain path is no connection), "upload" is `@file` of curl,
"socket" is an address of socat.
"""

from __future__ import annotations

from plugin_policy.capabilities.use import CONNECT, DELETE, EVALUATE, NETWORK, READ, SOURCE, WRITE
from plugin_policy.readers.rows import Arg, Program

_CURL_VALUES = (
    "-o --output -d --data -H --header -X --request -u --user -A --user-agent -F --form -T --upload-file -e --referer -b"
    " --cookie -c --cookie-jar -m --max-time --data-raw --data-binary --data-urlencode --data-ascii --json --retry"
    " --retry-delay --retry-max-time --connect-timeout -w --write-out -x --proxy --url -K --config --form-string"
    " --cacert --capath -E --cert --key --resolve --connect-to --interface --socks5 --socks5-hostname --socks4 --preproxy"
    " --dns-servers --doh-url --limit-rate -r --range -C --continue-at --output-dir --aws-sigv4 --oauth2-bearer"
    " --netrc-file --unix-socket --abstract-unix-socket -y -Y -z --tlsv1-max --tls-max --ciphers -D --dump-header"
    " --trace --trace-ascii --stderr --proto --variable --expand-url --expand-data -P -Q --mail-from --mail-rcpt"
)
_DATA = "-d --data --data-binary --data-ascii --data-urlencode --json"

PROGRAMS = (
    Program("curl curlie curl.exe",
            (Arg("0:", CONNECT, "url"), Arg("--url --expand-url", CONNECT, "url"), Arg("0:", READ, "file url"),
             Arg("-x --proxy --socks5 --socks5-hostname --preproxy", CONNECT, "address", note="proxy"),
             Arg("--doh-url --dns-servers", CONNECT, "address"),
             Arg(_DATA + " --expand-data", READ, "upload"), Arg("-F --form", READ, "upload"),
             Arg("-T --upload-file", READ, "path"), Arg("-K --config --netrc-file -b --cookie", READ, "path"),
             Arg("-o --output -c --cookie-jar -D --dump-header --trace --trace-ascii", WRITE, "path")),
            values=_CURL_VALUES, output=NETWORK, flow=CONNECT, note="download"),
    Program("wget wget2",
            (Arg("0:", CONNECT, "url"), Arg("--post-file --body-file", READ, "path"), Arg("-i --input-file", READ, "path"),
             Arg("-O --output-document -o -a", WRITE, "path")),
            values="-O --output-document -P --directory-prefix --header --post-data --post-file --body-data --body-file "
            "--method -U --user-agent -t --tries -T --timeout -o -a -i --input-file --user --password -e --execute -A -R",
            output=NETWORK, flow=CONNECT, note="download"),
    Program("http https xh xhs httpie", (Arg("0", CONNECT, "address", unless=""), Arg("-o --output", WRITE, "path")),
            values="-o --output -a --auth --proxy --session --timeout", output=NETWORK, flow=CONNECT, note="download"),
    Program("aria2c axel lynx links w3m elinks fetch youtube-dl yt-dlp httrack",
            (Arg("0:", CONNECT, "url"), Arg("-o --out", WRITE, "path")),
            values="-o --out -d --dir -x -s -j --header", output=NETWORK, flow=CONNECT, note="download"),
    Program("websocat wscat", (Arg("0", CONNECT, "url"), Arg("-c --connect", CONNECT, "url")),
            values="-c --connect -H", output=NETWORK, flow=CONNECT),
    Program("grpcurl evans", (Arg("0", CONNECT, "address"),), values="-d -H -proto", output=NETWORK, flow=CONNECT),
    # Sockets
    Program("nc ncat netcat nc.traditional nc.openbsd telnet",
            (Arg("0", CONNECT, "host", unless="-l -lvnp -lnvp -lp -lvp"),
             Arg("-e --exec -c --sh-exec", EVALUATE, program="shell", note="remote"),
             Arg("=listener", CONNECT, "", when="-l --listen -lvnp -lnvp -lp -lvp", note="listen")),
            values="-e --exec -c --sh-exec -p -w -q -i -s -X -x -T -G", output=NETWORK, flow=CONNECT, note="pipes"),
    Program("socat", (Arg("0:", CONNECT, "socket"),), output=NETWORK, flow=CONNECT, note="pipes"),
    Program("openssl", subcommands=(
        Program("s_client", (Arg("-connect -host", CONNECT, "host"),),
                values="-connect -host -port -servername -CAfile -cert -key -proxy -starttls", output=NETWORK,
                flow=CONNECT),
        Program("base64", (Arg("-in", READ, "path"), Arg("-out", WRITE, "path")), values="-in -out", decode="base64",
                decode_when="-d", output="through", flow=READ, note="encode"),
        Program("enc aes-256-cbc aes-128-cbc", (Arg("-in", READ, "path"), Arg("-out", WRITE, "path")),
                values="-in -out -k -K -iv -pass -md -iter -S", decode="cipher", decode_when="-d", output="through",
                flow=READ, note="encode"),
        Program("rand genrsa genpkey req x509 dgst rsa pkcs12 ec pkey", (Arg("-in -inkey", READ, "path"),
                                                                        Arg("-out -keyout", WRITE, "path")),
                values="-in -out -inkey -keyout -subj -days -newkey -passout -passin -config -CA -CAkey", flow=READ),
    )),
    # Remote shells and copies
    Program("scp", (Arg("0:", CONNECT, "remote"), Arg(":-1", READ, "local")), values="-P -i -F -o -c -S -J -l", flow=READ,
            output="nothing"),
    Program("rsync", (Arg("0:", CONNECT, "remote"), Arg(":-1", READ, "local"), Arg("-1", WRITE, "local"),
                      Arg("-e --rsh", EVALUATE, program="shell")),
            values="-e --rsh --exclude --include --exclude-from --include-from --rsync-path --password-file --port"
            " --files-from --log-file", flow=READ),
    Program("sftp mosh autossh sshfs ssh-copy-id lftp ftp tftp ncftpput ncftpget",
            (Arg("0", CONNECT, "login"),), values="-P -p -i -o -b -e -u -M -F -J -D", output=NETWORK, flow=CONNECT),
    Program("rclone", subcommands=(
        Program("copy copyto sync move moveto cat rcat lsf ls", (Arg("0:", CONNECT, "remote"), Arg("0", READ, "local")),
                values="--config --include --exclude", flow=READ),
    )),
    Program("croc wormhole magic-wormhole transfer.sh ffsend", (Arg("=transfer", CONNECT, "", note="tunnel"),
                                                                 Arg("1:", READ, "path")), flow=READ),
    Program("ngrok cloudflared localtunnel lt bore frpc chisel zrok tailscale serveo",
            (Arg("=tunnel", CONNECT, "", note="tunnel"),), output=NETWORK),
    # Names and reachability
    Program("ping ping6 fping traceroute tracepath mtr whois hping3 arping nmap masscan",
            (Arg("0:", CONNECT, "host"),), values="-c -i -W -w -s -t -p -m", output=NETWORK, flow=CONNECT),
    Program("dig drill kdig host nslookup getent resolvectl", (Arg("0:", CONNECT, "name"),),
            values="-p -t -k -y -x -c", output=NETWORK, flow=CONNECT),
    Program("mail mailx sendmail mutt msmtp swaks ssmtp", (Arg("0:", CONNECT, "mail"),), values="-s -a -r -c -b -S",
            output="nothing", note="mail pipes"),
    # Version control
    Program("git", values="-C -c --git-dir --work-tree --namespace --config-env --exec-path", output="unknown",
            args=(Arg("-c", EVALUATE, program="shell", note="setting"),), subcommands=(
        Program("clone", (Arg("0", CONNECT, "remote"), Arg("1", WRITE, "path"),
                          Arg("-u --upload-pack", EVALUATE, program="shell")),
                values="-b --branch --depth -o --origin -c --config -u --upload-pack --reference --filter -j",
                output="nothing", note="download"),
        Program("fetch pull push ls-remote", (Arg("0", CONNECT, "repository"),
                                              Arg("--upload-pack --receive-pack --exec", EVALUATE, program="shell")),
                values="--upload-pack --receive-pack --exec --depth -o -j --refmap", output=NETWORK),
        Program("remote", (Arg("2", CONNECT, "remote"),), values="-t -m"),
        Program("submodule", (Arg("1", CONNECT, "remote"),), values="-b --name --depth"),
        Program("config", (Arg("0 --get --get-all --get-regexp", "collect", "git"), Arg("1", WRITE, "=~/.gitconfig", when="--global"),
                           Arg("-f --file", READ, "path")),
                values="-f --file --get --get-all --unset", flow="collect", output="unknown"),
        Program("diff show format-patch archive bundle cat-file",
                (Arg("=git", SOURCE, unless="--name-only --name-status --stat --shortstat --numstat --quiet --exit-code"),),
                values="-o --output --format -U --diff-filter", flow=SOURCE, output="unknown"),
        Program("log", (Arg("=git", SOURCE, when="-p --patch -u"),), values="-n --format --since --until --author",
                flow=SOURCE, output="unknown"),
        Program("credential credential-store credential-cache credential-osxkeychain credential-libsecret"
                " credential-manager credential-wincred", subcommands=(
                    Program("fill get", (Arg("=~/.git-credentials", READ, "path"),), flow=READ),
                )),
        Program("commit", values="-m -F -C --author --date", note="hooks"),
        Program("clean reset", note="destructive"),
    )),
    Program("hg svn", (Arg("1", CONNECT, "remote"),), note="download"),
    Program("gh", (Arg("=api.github.com", CONNECT, ""),), subcommands=(
        Program("api", (Arg("=api.github.com", CONNECT, ""), Arg("--input", READ, "path"), Arg("-F --field", READ, "upload")),
                values="-X --method -f -F --field --raw-field -H --header --input -q --jq -t --template --hostname",
                output=NETWORK, flow=CONNECT),
        Program("gist", (Arg("=gist.github.com", CONNECT, ""), Arg("1:", READ, "path")), values="-d -f", flow=READ,
                output=NETWORK),
        Program("auth", subcommands=(
            Program("token", (Arg("=~/.config/gh/hosts.yml", READ, "path"),), flow=READ, output="unknown"),
            Program("status", (Arg("=~/.config/gh/hosts.yml", READ, "path", when="-t --show-token"),), flow=READ,
                    output="unknown"),
            Program("login logout refresh setup-git switch", (Arg("=github.com", CONNECT, ""),)),
        )),
    ), output=NETWORK, flow=CONNECT),
    Program("glab", (Arg("=gitlab.com", CONNECT, ""),), output=NETWORK, subcommands=(
        Program("auth", (Arg("=~/.config/glab-cli/config.yml", READ, "path", when="-t --show-token"),), flow=READ),
    )),
    # Clouds and services
    Program("aws", (Arg("=amazonaws.com", CONNECT, ""), Arg("--endpoint-url", CONNECT, "url")),
            values="--profile --region --endpoint-url --query --output", output=NETWORK, subcommands=(
                Program("s3", (Arg("=amazonaws.com", CONNECT, ""), Arg("1:", READ, "local")),
                        values="--profile --region --endpoint-url --exclude --include --acl", output=NETWORK, flow=READ),
                Program("configure", subcommands=(
                    Program("get", (Arg("0", READ, "aws key"),), values="--profile", flow=READ, output="unknown"),
                    Program("export-credentials", (Arg("=~/.aws/credentials", READ, "path"),), flow=READ, output="unknown"),
                )),
            )),
    Program("gcloud", (Arg("=googleapis.com", CONNECT, ""),), values="--project --format --account", output=NETWORK,
            subcommands=(
                Program("auth", subcommands=(
                    Program("print-access-token print-identity-token print-refresh-token",
                            (Arg("=~/.config/gcloud", READ, "path"),), flow=READ, output="unknown"),
                    Program("application-default", subcommands=(
                        Program("print-access-token", (Arg("=~/.config/gcloud", READ, "path"),), flow=READ, output="unknown"),
                    )),
                )),
            )),
    Program("gsutil", (Arg("=googleapis.com", CONNECT, ""), Arg("1:-1", READ, "local")), output=NETWORK),
    Program("bq firebase", (Arg("=googleapis.com", CONNECT, ""),), values="--project --format --account", output=NETWORK),
    Program("az azcopy", (Arg("=azure.com", CONNECT, ""),), output=NETWORK, subcommands=(
        Program("account", (Arg("=azure.com", CONNECT, ""),), output=NETWORK, subcommands=(
            Program("get-access-token", (Arg("=~/.azure", READ, "path"),), flow=READ, output="unknown"),
        )),
    )),
    Program("vercel", (Arg("=vercel.com", CONNECT, ""),), output=NETWORK),
    Program("netlify", (Arg("=netlify.com", CONNECT, ""),), output=NETWORK),
    Program("heroku", (Arg("=heroku.com", CONNECT, ""),), output=NETWORK, subcommands=(
        Program("auth:token", (Arg("=~/.netrc", READ, "path"),), flow=READ, output="unknown"),
    )),
    Program("wrangler", (Arg("=cloudflare.com", CONNECT, ""),), output=NETWORK),
    Program("doctl", (Arg("=digitalocean.com", CONNECT, ""),), output=NETWORK),
    Program("s3cmd s5cmd mc", (Arg("=amazonaws.com", CONNECT, ""), Arg("1", READ, "local")), flow=READ),
    Program("psql mysql mariadb mongo mongosh redis-cli clickhouse-client cqlsh sqlcmd",
            (Arg("-h --host", CONNECT, "host"), Arg("0", CONNECT, "remote")),
            values="-h --host -p --port -U -u -d -c -e -f -a -n --eval", output=NETWORK, flow=CONNECT),
    Program("docker podman nerdctl", values="--context -H --host --config", subcommands=(
        Program("run exec create", (Arg("-v --volume --mount", READ, "mount"),), command="1",
                values="-e --env -v --volume -p --publish -w --workdir --name --network --net -u --user --entrypoint"
                " --env-file --mount --memory -m --cpus --platform -l --label --restart --add-host --cap-add --device"
                " --security-opt --shm-size --gpus --pid --ipc", note="container"),
        Program("pull push login", (Arg("0", CONNECT, "image"),), values="-u -p --username --password --platform"),
        Program("cp", (Arg("0:", READ, "local"),)),
        Program("rm rmi prune kill system volume", note="destructive"),
    ), note="container"),
    Program("docker-compose kubectl helm oc k9s minikube kind", values="-n --namespace -f --filename --context -c",
            subcommands=(
                Program("config", subcommands=(
                    Program("view", (Arg("=~/.kube/config", READ, "path", when="--raw --flatten"),), flow=READ),
                )),
                Program("exec run", command="1", values="-n --namespace -c --container --image", note="container"),
                Program("delete", (Arg("0:", DELETE, "object"),), note="remote"),
                Program("apply create", (Arg("-f --filename", READ, "path"),), values="-f --filename -n --namespace"),
            )),
)  # fmt: skip
