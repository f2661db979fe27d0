"""Which data is which, and to whom a credential belongs. Sources: code.claude.com/docs/en/hooks for the input of
plugin hooks; the services' own documentation for their hosts and the variables they name."""

from __future__ import annotations

from plugin_policy.network.registries import hosts_of

# plugin-hook event -> what its standard input holds besides the session's own numbers
EVENTS = {
    "UserPromptSubmit": "prompts",
    "UserPromptExpansion": "prompts",
    "PreToolUse": "tool-input",
    "PermissionRequest": "tool-input",
    "PermissionDenied": "tool-input",
    "PostToolUse": "tool-output",
    "PostToolUseFailure": "tool-output",
    "PostToolBatch": "tool-output",
    "MessageDisplay": "transcripts",
    "Stop": "transcripts",
    "SubagentStop": "transcripts",
    "Notification": "transcripts",
}

# member of that input -> category; "usage" is what tells when and where an agent is used
KEYS = {
    "prompt": "prompts", "user_prompt": "prompts", "expanded_prompt": "prompts",
    "transcript_path": "transcripts", "agent_transcript_path": "transcripts", "last_assistant_message": "transcripts",
    "tool_input": "tool-input", "tool_response": "tool-output", "tool_output": "tool-output",
    "tool_result": "tool-output", "session_id": "usage", "cwd": "usage", "hook_event_name": "usage",
    "tool_name": "usage", "permission_mode": "usage", "tool_use_id": "usage", "stop_hook_active": "usage",
    "source": "usage", "reason": "usage", "trigger": "usage", "model": "usage", "agent_id": "usage",
    "agent_type": "usage", "effort": "usage", "length": "usage", "size": "usage", "notification_type": "usage",
}  # fmt: skip
# members that only the input of a plugin hook has, whoever reads it
CERTAIN = frozenset(("transcript_path", "agent_transcript_path", "tool_input", "tool_response"))

# category of a COLLECT use -> category of a disclosure
FACTS = {
    "identity": "identity", "user name": "identity", "cookies": "credentials", "credentials": "credentials",
    "clipboard": "clipboard", "screenshot": "screenshots", "screen": "screenshots", "keystrokes": "keystrokes",
    "camera": "camera", "microphone": "microphone", "microphone or camera": "camera", "location": "location",
    "hostname": "machine-facts", "operating system": "machine-facts", "hardware": "machine-facts",
    "machine": "machine-facts", "machine id": "machine-facts", "network configuration": "machine-facts",
    "processes": "machine-facts", "installed software": "machine-facts", "shell history": "shell-history",
}  # fmt: skip

# variables that every shell sets
VARIABLES = {
    "USER": "identity", "LOGNAME": "identity", "USERNAME": "identity", "GIT_AUTHOR_EMAIL": "identity",
    "GIT_AUTHOR_NAME": "identity", "EMAIL": "identity", "HOSTNAME": "machine-facts", "COMPUTERNAME": "machine-facts",
}  # fmt: skip

# files that hold such data: pattern of the path -> category
FILES = (
    (r"(?:^|/)\.claude/(?:projects|transcripts|sessions|history|todos)\b", "transcripts"),
    (r"(?:^|/)\.codex/(?:sessions|history)", "transcripts"),
    (r"(?:^|/)\.(?:bash|zsh|sh|psql|mysql|python|node_repl)_?history$|fish_history$|ConsoleHost_history",
     "shell-history"),
    (r"^/etc/machine-id$|^/var/lib/dbus/machine-id$|^/sys/class/dmi/|^/proc/(?:cpuinfo|version)$|^/etc/hostname$",
     "machine-facts"),
    (r"^/etc/passwd$", "identity"),
    (r"^/proc/(?:self|\d+|\*)/environ$", "environment"),
)  # fmt: skip

# hosts that may see anything of a session: it is theirs already
OWN_SERVICE = ("anthropic.com", "claude.ai", "claude.com")
# where a project's code lives anyway
CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "dev.azure.com")

# services that measure use; a name covers what is below it
TELEMETRY = """
    sentry.io posthog.com segment.io segment.com mixpanel.com amplitude.com google-analytics.com analytics.google.com
    googletagmanager.com datadoghq.com datadoghq.eu plausible.io umami.is matomo.cloud heap.io heapanalytics.com
    bugsnag.com rollbar.com honeycomb.io newrelic.com nr-data.net logrocket.com logrocket.io fullstory.com hotjar.com
    statsig.com statsigapi.net rudderstack.com rudderlabs.com countly.com simpleanalytics.com aptabase.com
    telemetrydeck.com scarf.sh axiom.co logtail.com betterstack.com loggly.com applicationinsights.azure.com
    services.visualstudio.com june.so koala.live customer.io intercom.io pendo.io raygun.com airbrake.io
    """

# words of a variable's name -> hosts that may see it
_GOOGLE = "googleapis.com google.com"
_MICROSOFT = "azure.com microsoft.com windows.net microsoftonline.com office.com visualstudio.com"
_META = "facebook.com instagram.com whatsapp.com graph.facebook.com threads.net"
PROVIDERS = {
    "OPENAI": "openai.com azure.com", "ANTHROPIC": "anthropic.com claude.ai claude.com",
    "CLAUDE": "anthropic.com claude.ai claude.com", "GITHUB": "github.com githubusercontent.com githubcopilot.com "
    "ghcr.io azure.com githubapp.com", "GH": "github.com githubusercontent.com ghcr.io githubcopilot.com",
    "GITLAB": "gitlab.com", "BITBUCKET": "bitbucket.org", "AWS": "amazonaws.com aws.amazon.com api.aws",
    "HF": "huggingface.co hf.co", "HUGGINGFACE": "huggingface.co hf.co", "HUGGING": "huggingface.co hf.co",
    "SLACK": "slack.com", "STRIPE": "stripe.com", "TELEGRAM": "telegram.org", "DISCORD": "discord.com discordapp.com",
    "GROQ": "groq.com", "MISTRAL": "mistral.ai", "OPENROUTER": "openrouter.ai", "NOTION": "notion.com notion.so",
    "LINEAR": "linear.app", "VERCEL": "vercel.com", "CLOUDFLARE": "cloudflare.com", "CF": "cloudflare.com",
    "GEMINI": _GOOGLE, "GOOGLE": _GOOGLE, "GCP": _GOOGLE, "YOUTUBE": _GOOGLE, "VERTEX": _GOOGLE, "AZURE": _MICROSOFT,
    "NPM": " ".join([*hosts_of("npm"), "npm.pkg.github.com"]), "PYPI": " ".join(hosts_of("PyPI")),
    "TWINE": " ".join(hosts_of("PyPI")),
    "DOCKER": "docker.io docker.com", "DOCKERHUB": "docker.io docker.com", "JIRA": "atlassian.net atlassian.com",
    "CONFLUENCE": "atlassian.net atlassian.com", "ATLASSIAN": "atlassian.net atlassian.com", "DD": "datadoghq.com "
    "datadoghq.eu", "DATADOG": "datadoghq.com datadoghq.eu", "TWITTER": "twitter.com x.com", "META": _META,
    "FACEBOOK": _META, "FB": _META, "INSTAGRAM": _META, "WHATSAPP": _META, "HUBSPOT": "hubapi.com hubspot.com",
    "DIGITALOCEAN": "digitalocean.com digitaloceanspaces.com", "HEROKU": "heroku.com", "NETLIFY": "netlify.com",
    "SENDGRID": "sendgrid.com", "TWILIO": "twilio.com", "SENTRY": "sentry.io", "COHERE": "cohere.com cohere.ai",
    "DEEPSEEK": "deepseek.com", "XAI": "x.ai", "PERPLEXITY": "perplexity.ai", "FIGMA": "figma.com",
    "ASANA": "asana.com", "SHOPIFY": "shopify.com myshopify.com", "SALESFORCE": "salesforce.com force.com",
    "ZENDESK": "zendesk.com", "PAYPAL": "paypal.com", "DROPBOX": "dropboxapi.com dropbox.com", "SNOWFLAKE":
    "snowflakecomputing.com", "MOONSHOT": "moonshot.cn moonshot.ai", "ZHIPU": "bigmodel.cn", "ARK": "volces.com",
}  # fmt: skip
