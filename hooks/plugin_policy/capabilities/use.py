"""Use: one place where a plugin exercises a capability, with its subject."""

from __future__ import annotations

# Origins of a value, in rising suspicion, are the readers'; they are named here for the checks.
from plugin_policy.readers.values import CONSTANT as CONSTANT
from plugin_policy.readers.values import DECODED as DECODED
from plugin_policy.readers.values import ENV as ENV
from plugin_policy.readers.values import FILE as FILE
from plugin_policy.readers.values import INPUT as INPUT
from plugin_policy.readers.values import MODEL as MODEL
from plugin_policy.readers.values import NETWORK as NETWORK
from plugin_policy.readers.values import PARAMETER as PARAMETER
from plugin_policy.readers.values import UNKNOWN as UNKNOWN
from plugin_policy.text import Text

EVALUATE = "evaluate"  # text run as code; subject = what evaluates it ("eval", "pickle.loads")
COMMAND = "command"  # a program is started; subject = the program's name
CONNECT = "connect"  # a network connection; subject = host (with :port when it is not the scheme's)
READ = "read"  # subject = path
WRITE = "write"  # also append, create, chmod; subject = path
DELETE = "delete"
LIST = "list"
ENVIRONMENT = "environment"  # an environment variable is read; subject = its name, "*" for all
COLLECT = "collect"  # prompts, tool input, identity, machine facts …; subject = category
KEEP = "keep"  # data goes to a file, database or log that was opened elsewhere; subject = its path or "log"
SOURCE = "source"  # never a use: a flow of the project's code (git diff)
INSTALL = "install"  # packages are installed; subject = package
DECODE = "decode"  # encoded text is decoded; subject = decoder


class Use:
    """start/end: byte offsets in `text`. subject None: it cannot be known from the files.

    via: what does it ("subprocess.run", "curl", "WebFetch"). origins: where the payload comes from (the
    evaluated text, the command line, the sent data). detail: facts for checks and JSON, e.g.
    {"argv": [...], "shell": True, "data": ["prompt"], "path": ..., "flows": ["~/.ssh/id_rsa"]}.
    """

    __slots__ = ("capability", "detail", "end", "origins", "start", "subject", "text", "via")

    def __init__(
        self,
        capability: str,
        subject: str | None,
        text: Text,
        start: int,
        end: int,
        via: str,
        origins: frozenset[str] = frozenset(),
        detail: dict[str, object] | None = None,
    ) -> None:
        self.capability = capability
        self.subject = subject
        self.text = text
        self.start = start
        self.end = end
        self.via = via
        self.origins = origins
        self.detail = detail if detail is not None else {}

    def row(self) -> dict[str, object]:
        """The use as the JSON report gives it; line and column in the original file."""
        line, column = self.text.position(self.start)
        return {
            "capability": self.capability,
            "subject": self.subject,
            "plugin": self.text.plugin,
            "surface": self.text.surface,
            "channel": self.text.channel,
            "path": self.text.path,
            "line": line,
            "column": column,
            "via": self.via,
            "origins": sorted(self.origins),
            "detail": self.detail,
        }

    def __repr__(self) -> str:
        line, column = self.text.position(self.start)
        return f"Use({self.capability} {self.subject!r} via {self.via} at {self.text.path}:{line}:{column})"
