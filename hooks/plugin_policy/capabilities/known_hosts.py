"""Hosts whose purpose is known: collectors and tunnels, dynamic names, package registries, metadata services.

A name covers itself and everything below it. Sources: the services' own documentation of the hosts they use.
"""

from __future__ import annotations

# Anyone can make an address there in a minute and read what arrives: nothing a published plugin needs.
COLLECTORS = {
    "request bin": """
    webhook.site requestbin.com requestbin.net m.pipedream.net pipedream.net requestcatcher.com beeceptor.com
    hookbin.com
    mockbin.org mockbin.io postb.in putsreq.com webhook.cool webhookrelay.com hookdeck.com rbnd.gl0.eu
    typedwebhook.tools
    webhook-test.com requestinspector.com free.beeceptor.com ptsv3.com ptsv2.com httpdump.app
    """,
    "out-of-band collector": """
    burpcollaborator.net oastify.com interact.sh interactsh.com oast.pro oast.live oast.site oast.online
    oast.fun oast.me
    dnslog.cn ceye.io canarytokens.com canarytokens.org dnsbin.zhack.ca requestrepo.com bxss.me xss.ht
    xss.report ezxss.com
    """,
    "tunnel": """
    ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev trycloudflare.com serveo.net localtunnel.me loca.lt
    localhost.run lhr.life lhr.rocks bore.pub pagekite.me telebit.io tunnelto.dev tunnelmole.com zrok.io pinggy.io
    pinggy.link pinggy-free.link playit.gg portmap.io expose.dev sharedwithexpose.com devtunnels.ms
    tunnel.us.ngrok.com
    """,
    "paste site": """
    pastebin.com paste.ee hastebin.com ghostbin.com ghostbin.co rentry.co rentry.org dpaste.com dpaste.org termbin.com
    ix.io sprunge.us paste.rs pastes.dev controlc.com justpaste.it privatebin.net privatebin.info pastie.org clbin.com
    paste.debian.net paste.c-net.org bpa.st katb.in textbin.net snippet.host
    """,
    "anonymous file drop": """
    transfer.sh file.io 0x0.st catbox.moe litterbox.catbox.moe anonfiles.com anonymousfiles.io gofile.io temp.sh
    bashupload.com tmpfiles.org uguu.se filebin.net pixeldrain.com oshi.at x0.at envs.sh sendspace.com upload.ee
    keep.sh transferwise.sh ufile.io workupload.com wetransfer.com
    """,
    "dynamic name": """
    duckdns.org no-ip.com no-ip.org no-ip.biz noip.me ddns.net ddns.me dyndns.org dyndns.info dynu.com
    dynu.net hopto.org
    zapto.org sytes.net myftp.org myftp.biz servebeer.com serveftp.com serveblog.net redirectme.net
    afraid.org mooo.com
    chickenkiller.com strangled.net us.to freemyip.com nip.io sslip.io dns.army dynv6.net ydns.eu
    """,
}

# Services that hand out the credentials of the machine to whoever asks from inside it.
METADATA = "169.254.169.254 169.254.170.2 metadata.google.internal metadata.goog 100.100.100.200 fd00:ec2::254"

# Where package managers fetch from when nothing else is said: the subject is the registry's name.
REGISTRIES = {
    "npx": "npm", "npm": "npm", "pnpm": "npm", "pnpx": "npm", "yarn": "npm", "bun": "npm", "bunx": "npm",
    "pip": "PyPI", "pip3": "PyPI", "pipx": "PyPI", "uv": "PyPI", "uvx": "PyPI", "poetry": "PyPI", "pdm": "PyPI",
    "gem": "RubyGems", "bundle": "RubyGems", "cargo": "crates.io", "go": "Go", "composer": "Packagist",
    "brew": "Homebrew", "apt": "Debian", "apt-get": "Debian", "apk": "Alpine", "dnf": "Fedora", "yum": "Fedora",
    "docker": "Docker Hub", "podman": "Docker Hub", "choco": "Chocolatey", "winget": "WinGet", "conda": "Anaconda",
}  # fmt: skip
