"""The code of each plugin: its Texts, and everything it does (Uses), made once for all checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugin_policy.check import BROKEN
from plugin_policy.finding import Finding
from plugin_policy.languages import CODE, UNREAD_CODE
from plugin_policy.reading import say
from plugin_policy.repository import OPAQUE, PARTLY, READ, File, Plugin
from plugin_policy.text import INSTRUCTS, RUNS, SHOWS, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plugin_policy.capabilities.tables import Tables
    from plugin_policy.capabilities.use import Use
    from plugin_policy.readers.ir import Module
    from plugin_policy.readers.program import Program
    from plugin_policy.scan import Scan

SHOWN = frozenset(("shell", "powershell", "batch"))  # languages that are read even where they are only shown
MAX_CODE = 2 << 20  # bytes; larger code is read in windows
LITTER = 20_000  # objects made since the last look for garbage


class Code:
    """Asked by the Scan it belongs to; says in the scan's notes what could not be read wholly."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._classified: set[int] = set()
        self._texts: dict[str, list[Text]] = {}
        self._uses: dict[int, list[Use]] = {}
        self._tables: Tables | None = None  # the same for every plugin

    def made(self, plugin: Plugin) -> bool:
        """Whether a check asked for this plugin's uses."""
        return id(plugin) in self._uses

    def texts(self, file: File) -> list[Text]:
        """The file's own Text and those cut from it; none for an opaque or huge file."""
        found = self._texts.get(file.path)
        if found is None:
            self._classify(file.plugin)
            readable = file.data and file.state != OPAQUE and not file.huge
            found = self._texts[file.path] = self._cut(file) if readable else []
        return found

    def _classify(self, plugin: Plugin) -> None:
        if id(plugin) not in self._classified:
            from plugin_policy.texts import classify

            self._classified.add(id(plugin))
            classify(plugin, self._scan.surfaces(plugin))

    def _cut(self, file: File) -> list[Text]:
        from plugin_policy.readers.carriers import cut

        try:
            return [file.text, *cut(file.text)]
        except BROKEN as error:
            self._broke(file.path, error)
            return [file.text]

    def _broke(self, path: str, error: BaseException) -> None:
        from plugin_policy.scan import broken

        self._scan.repository.failures[path] = broken(error)

    def uses(self, plugin: Plugin) -> list[Use]:
        found = self._uses.get(id(plugin))
        if found is None:
            texts = [text for file in plugin.files for text in self._code_texts(file)]
            found = self._uses[id(plugin)] = self._evaluate(texts)
        return found

    def _code_texts(self, file: File) -> Iterable[Text]:
        if file.language in UNREAD_CODE and self._scan.judges(file.path):
            message = f"no reader of ours parses {file.language}: this code was searched, not understood"
            self._note(say("language", message, file.path, plugin=file.plugin.path))
        for text in self.texts(file):
            if text.language not in CODE or (text.channel == SHOWS and text.language not in SHOWN):
                continue
            if text.parent is None and len(text.data) > MAX_CODE:
                yield from self._windows(file, text)
            else:
                yield text

    def _windows(self, file: File, text: Text) -> Iterable[Text]:
        from plugin_policy.windows import windows

        spans = windows(text.data)
        read = sum(end - start for start, end in spans)
        message = f"{len(text.data) >> 20} MB of code: read around what may do something ({read >> 10} kB)"
        self._note(say("bound", message, file.path, severity="low", plugin=file.plugin.path))
        file.state = PARTLY
        return [text.slice(start, end, text.language) for start, end in spans]

    def _evaluate(self, texts: list[Text]) -> list[Use]:
        """All Texts of a plugin together; if that breaks, each file alone, so that one file costs itself only."""
        if not texts:
            return []
        from plugin_policy.capabilities.uses import uses
        from plugin_policy.readers.names import evaluate

        if self._tables is None:
            from plugin_policy.capabilities.tables import Tables

            self._tables = Tables()
        try:
            program = evaluate(texts, self._tables, self._read)
            found = uses(program)
        except BROKEN as error:
            if len({text.path for text in texts}) == 1:
                self._broke(texts[0].path, error)
                return []
            by_path: dict[str, list[Text]] = {}
            for text in texts:
                by_path.setdefault(text.path, []).append(text)
            return [use for alone in by_path.values() for use in self._evaluate(alone)]
        self._say(program)
        del program
        _tidy()
        return found

    def _read(self, text: Text) -> Module:
        """The Module of a Text; an empty one when the reader breaks, which is said."""
        from plugin_policy.readers.ir import Module
        from plugin_policy.readers.names import read

        try:
            return read(text)
        except BROKEN as error:
            self._broke(text.path, error)
            return Module([], [], [])

    def _say(self, program: Program) -> None:
        """Syntax errors and bounds, once a file."""
        seen: set[str] = set()
        for text, start, _ in program.errors:
            if text.path in seen or text.parent is not None or not self._partly(text.path):
                continue
            seen.add(text.path)
            line, column = text.position(start)
            message = "a syntax error: what stands there was not understood"
            self._note(say("syntax-error", message, text.path, line=line, column=column, plugin=text.plugin))
        for bound in program.bounds:
            text = bound.text
            if (text.path + "\0") in seen or not self._partly(text.path):
                continue
            seen.add(text.path + "\0")
            line, column = text.position(bound.offset)
            severity = "high" if text.channel in (RUNS, INSTRUCTS) else "note"
            message = f"not read to its end: {bound.reason} went beyond the bound"
            self._note(
                say("bound", message, text.path, severity=severity, line=line, column=column, plugin=text.plugin)
            )

    def _partly(self, path: str) -> bool:
        """Mark the file as partly read; False when nobody asked about it."""
        file = self._scan.repository.by_path.get(path)
        if file is None or not self._scan.judges(path):
            return False
        if file.state == READ:
            file.state = PARTLY
        return True

    def _note(self, finding: Finding) -> None:
        self._scan.notes.append(finding)


def _tidy() -> None:
    """Scopes and frames know each other, so what an evaluation leaves is only freed by the collector. What was made
    since its last run is all it looks at here: the cost does not grow with what was judged before."""
    import gc

    if gc.get_count()[0] > LITTER or gc.get_count()[1]:
        gc.collect(1)
