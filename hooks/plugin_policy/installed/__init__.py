"""Installed plugins, on the user's side: what Claude Code keeps in `~/.claude/plugins`, against its marketplaces."""
