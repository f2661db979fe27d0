"""Options that all checks of the organisation share: rows of (flag, help, metavar)."""

from __future__ import annotations

OPTIONS = (
    ("--repository", "the repository on GitHub (default: GITHUB_REPOSITORY, else the clone's `origin`)", "OWNER/REPO"),
    ("--evidence", "judge the recorded answers of this file, without network", "FILE"),
    ("--record", "keep all answers in this file, and ask again only for what changed", "FILE"),
)
