"""The parser of every command line. Importing it costs argparse: do so where a command line is read."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from typing import NoReturn


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line and exit code 2; the whole usage would hide what is wrong."""
        self.exit(2, f"plugin-policy: {message}{self._nearest(message)}; `{self.prog} --help` tells more\n")

    def _nearest(self, message: str) -> str:
        from difflib import get_close_matches

        typed = message.removeprefix("unrecognized arguments: ").partition(" ")[0].partition("=")[0]
        close = get_close_matches(typed, self._option_string_actions, 1)
        return f"; did you mean `{close[0]}`" if close else ""
