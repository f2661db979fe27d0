"""Regular expressions that are compiled when they are first used.

A hook loads many modules and uses few of their expressions, and compiling all of them takes longer than judging a file.
"""

from __future__ import annotations

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    import re
    from typing import Any, AnyStr


class _Pattern:
    """Takes the methods of the compiled expression over one by one, as they are asked for."""

    def __init__(self, source: Any, flags: int) -> None:
        self._given = (source, flags)

    def __getattr__(self, name: str) -> Any:
        import re

        if "_compiled" not in self.__dict__:
            self._compiled = re.compile(*self._given)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def later(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, for its methods and attributes."""
    return _Pattern(source, flags)  # type: ignore[return-value]
