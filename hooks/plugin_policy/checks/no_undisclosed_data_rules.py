"""Which data is which, and to whom a credential belongs. Sources: the services' documentation of their variables."""

from __future__ import annotations

# plugin-hook event -> what its standard input holds (code.claude.com/docs/en/hooks)
EVENTS = {
    "UserPromptSubmit": "prompts",
    "UserPromptExpansion": "prompts",
    "PreToolUse": "tool-input",
    "PermissionRequest": "tool-input",
    "PostToolUse": "tool-output",
    "PostToolUseFailure": "tool-output",
    "PostToolBatch": "tool-output",
    "MessageDisplay": "transcripts",
}

# category of a COLLECT use -> category of a disclosure
FACTS = {
    "identity": "identity", "user name": "identity", "cookies": "credentials", "credentials": "credentials",
    "clipboard": "clipboard", "screenshot": "screenshots", "screen": "screenshots", "keystrokes": "keystrokes",
    "hostname": "machine-facts", "operating system": "machine-facts", "hardware": "machine-facts",
    "machine": "machine-facts", "machine id": "machine-facts", "network configuration": "machine-facts",
    "processes": "machine-facts", "installed software": "machine-facts", "shell history": "shell-history",
}  # fmt: skip

# words of a variable's name -> hosts that may see it
PROVIDERS = {
    "OPENAI": "openai.com azure.com", "ANTHROPIC": "anthropic.com claude.ai claude.com",
    "CLAUDE": "anthropic.com claude.ai claude.com", "GITHUB": "github.com githubusercontent.com githubcopilot.com "
    "ghcr.io azure.com", "GH": "github.com githubusercontent.com ghcr.io", "GITLAB": "gitlab.com",
    "AWS": "amazonaws.com aws.amazon.com",
    "HF": "huggingface.co hf.co", "HUGGINGFACE": "huggingface.co hf.co", "SLACK": "slack.com",
    "STRIPE": "stripe.com", "TELEGRAM": "telegram.org", "DISCORD": "discord.com discordapp.com",
    "GROQ": "groq.com", "MISTRAL": "mistral.ai", "OPENROUTER": "openrouter.ai", "NOTION": "notion.com notion.so",
    "LINEAR": "linear.app", "VERCEL": "vercel.com", "CLOUDFLARE": "cloudflare.com",
}  # fmt: skip
