"""The shell's own language: what reading a variable or an expansion does."""

from __future__ import annotations

from plugin_policy.capabilities.use import ENVIRONMENT, EVALUATE
from plugin_policy.readers.rows import Api

ROWS = (
    Api("shell.environment", ENVIRONMENT, 0),
    # ${x@P} performs the expansions in the value, commands among them (Bash Reference Manual 3.5.3)
    Api("shell.prompt", EVALUATE, 0, data=0, note="eval"),
)
