"""Words of the shell language: quoting, expansions, here-documents, redirections.

Sources: POSIX.1-2024 Shell Command Language 2.2 to 2.7; Bash Reference Manual 3.1.2, 3.5, 3.6; zshexpn(1).
An unquoted expansion is ir.Star(value): it may split into several words. Nothing here recurses along the nesting
of the text beyond MAX_DEPTH: deeper text is read flat, every bracket being a separator of commands.
"""

from __future__ import annotations

import re

from plugin_policy.pattern import later
from plugin_policy.readers import ir
from plugin_policy.readers.shell_expand import Piece, expand_braces

MAX_DEPTH = 90  # nested commands and expansions

_BLANK = later(rb"(?:[ \t\r\f\v]|\\\r?\n)+")
_PLAIN = later(rb"[^ \t\r\n\f\v\"'\\$`<>|&;(){}]+")
_IN_QUOTES = later(rb'[^"\\$`]+')
_IN_BODY = later(rb"[^\\$`]+")
_REDIRECT = later(rb"(?:\d{1,4}|\{\w{1,80}\})?(<<<|<<-|<<|<>|<&|>&|>>|>\||>!|&>>|&>|<|>)(?![(])")
_HEREDOC_WORD = later(rb"[ \t]*((?:'[^'\n]*'|\"[^\"\n]*\"|\\.|[^\s'\"\\<>|&;()])+)")


class Words:
    """A cursor over the bytes of one Text. `limit` ends what is being read; `flat` is the mode beyond MAX_DEPTH."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pos = 0
        self.limit = len(data)
        self.depth = 0
        self.flat = False
        self.scanned = 0
        self.errors: list[tuple[int, int]] = []
        self.comments: list[tuple[int, int]] = []
        self.pending: list[tuple[ir.Redirect, bytes, bool, bool]] = []  # here-documents: word, quoted, tabs

    def statements(self, closers: frozenset[bytes]) -> list[ir.Node]:
        raise NotImplementedError  # readers/shell.py

    def dollar(self, pieces: list[Piece], quoted: bool) -> bool:
        raise NotImplementedError  # readers/shell_expansions.py, as the next two

    def backquote(self, pieces: list[Piece], quoted: bool) -> bool:
        raise NotImplementedError

    def substitution(self, pieces: list[Piece], size: int, kind: str, quoted: bool) -> bool:
        raise NotImplementedError

    def peek(self, size: int = 1) -> bytes:
        return self.data[self.pos : min(self.pos + size, self.limit)]

    def error(self, start: int, end: int) -> None:
        if len(self.errors) < 100:
            self.errors.append((start, min(end, len(self.data))))

    def expect(self, word: bytes, start: int) -> None:
        """Pass a word that must stand here; where it is missing, what began at start is in error."""
        if self.data.startswith(word, self.pos) and self.pos < self.limit:
            self.pos += len(word)
        else:
            self.error(start, start + 1)

    def deeper(self, at: int) -> bool:
        """Enter a level; False when the rest must be read flat."""
        if self.flat:
            return False
        if self.depth >= MAX_DEPTH:
            self.flat = True
            self.error(at, at + 1)
            return False
        self.depth += 1
        return True

    # Blanks, comments, here-documents

    def skip(self, newlines: bool = False) -> None:
        """Pass blanks and comments, and newlines if told so; a newline takes the waiting here-documents."""
        while self.pos < self.limit:
            match = _BLANK.match(self.data, self.pos, self.limit)
            if match:
                self.pos = match.end()
            char = self.peek()
            if char == b"#":
                end = self.data.find(b"\n", self.pos, self.limit)
                end = self.limit if end < 0 else end
                self.comments.append((self.pos, end))
                self.pos = end
            elif char == b"\n" and newlines:
                self.newline()
            elif not match:
                return

    def newline(self) -> None:
        self.pos += 1
        pending, self.pending = self.pending, []
        for redirect, word, quoted, tabs in pending:
            self.here_document(redirect, word, quoted, tabs)

    def here_document(self, redirect: ir.Redirect, word: bytes, quoted: bool, tabs: bool) -> None:
        start = self.pos
        ending = re.compile(
            rb"^" + (rb"\t*" if tabs else b"") + re.escape(word) + rb"(?=[ \t]*\r?$|[)`]|[ \t]*\Z)", re.MULTILINE
        )
        match = ending.search(self.data, start, self.limit)
        end, after = (match.start(), match.end()) if match else (self.limit, self.limit)
        if match is None:
            self.error(redirect.start, redirect.end)
        if quoted:
            redirect.target = ir.Const(start, end, self.data[start:end].decode("utf-8", "replace"))
        else:
            redirect.target = self.within(start, end, _IN_BODY)
        self.pos = after

    def within(self, start: int, end: int, plain: re.Pattern[bytes]) -> ir.Node:
        """The value of start..end read as a here-document (expansions but no quotes)."""
        saved, self.limit, self.pos = self.limit, end, start
        pieces = self.quoted(plain, b"")
        self.limit = saved
        return self.joined(pieces, start, end)

    def redirect(self) -> ir.Redirect | None:
        match = _REDIRECT.match(self.data, self.pos, self.limit)
        if match is None:
            return None
        start, op = self.pos, match.group(1)
        self.pos = match.end()
        if op in (b"<<", b"<<-"):
            word = _HEREDOC_WORD.match(self.data, self.pos, self.limit)
            if word is None:
                self.error(start, self.pos)
                return ir.Redirect(start, self.pos, "<<", ir.Const(start, self.pos, ""))
            self.pos = word.end()
            raw = word.group(1)
            plain = re.sub(rb"\\(.)|['\"]", rb"\1", raw)
            node = ir.Redirect(start, self.pos, "<<", ir.Const(start, self.pos, ""))
            self.pending.append((node, plain, plain != raw, op == b"<<-"))
            return node
        self.skip()
        words = self.word()
        target = words[0] if words else ir.Const(self.pos, self.pos, "")
        name = "<<" if op == b"<<<" else op.decode()
        return ir.Redirect(start, self.pos, name, target.value if isinstance(target, ir.Star) else target)

    # Words

    def word(self) -> list[ir.Node]:
        """One word as written: no node at all if none stands here, several after brace expansion."""
        start, pieces, braces = self.pos, [], False
        while self.pos < self.limit:
            at, char = self.pos, self.peek()
            match = _PLAIN.match(self.data, at, self.limit)
            if match:
                self.pos = match.end()
                pieces.append(Piece(at, self.pos, match.group(), False))
            elif char in b"{}":
                if self.flat:
                    break
                braces = braces or char == b"{"
                self.pos += 1
                pieces.append(Piece(at, self.pos, char, False))
            elif not self.special(char, pieces):
                break
        if not pieces:
            return [ir.Const(start, self.pos, "")] if self.pos > start else []
        words = expand_braces(pieces) if braces and len(pieces) < 400 else [pieces]
        return [node for each in words for node in self.split(each, start)]

    def special(self, char: bytes, pieces: list[Piece]) -> bool:
        """Read a quote, escape or expansion into pieces; False when the word ends here."""
        at = self.pos
        if char == b"\\":
            self.escape(pieces)
        elif char == b"'":
            self.single(pieces)
        elif char == b'"' and not self.flat:
            self.pos += 1
            inner = self.quoted(_IN_QUOTES, b'"')
            pieces.extend(inner or [Piece(at, self.pos, b"", True)])
        elif char == b'"':
            self.pos += 1
        elif char == b"$":
            return self.dollar(pieces, quoted=False)
        elif char == b"`":
            return self.backquote(pieces, quoted=False)
        elif char in (b"<", b">") and self.peek(2)[1:] == b"(":
            return self.substitution(pieces, 2, "file" if char == b"<" else "sink", True)
        elif char == b"(" and pieces and isinstance(pieces[-1].value, bytes) and pieces[-1].value[-1:] in b"?*+@!=^":
            return self.pattern_group(pieces)
        else:
            return False
        return True

    def escape(self, pieces: list[Piece]) -> None:
        at = self.pos
        following = self.data[at + 1 : min(at + 3, self.limit)]
        if following[:1] == b"\n" or following == b"\r\n":
            self.pos += 2 if following[:1] == b"\n" else 3
            return
        self.pos = min(at + 2, self.limit)
        pieces.append(Piece(at, self.pos, following[:1], True))

    def single(self, pieces: list[Piece]) -> None:
        at = self.pos
        end = self.data.find(b"'", at + 1, self.limit)
        if end < 0:
            self.error(at, at + 1)
            self.pos = at + 1
            return
        self.pos = end + 1
        pieces.append(Piece(at, self.pos, self.data[at + 1 : end], True))

    def pattern_group(self, pieces: list[Piece]) -> bool:
        """`@(a|b)` of a pattern, or zsh's `=(command)`."""
        at, before = self.pos, pieces[-1]
        assert isinstance(before.value, bytes)
        if before.value == b"=" and len(pieces) == 1:
            pieces.pop()
            return self.substitution(pieces, 1, "file", True)
        end = self.data.find(b")", at, min(self.limit, at + 200))
        if end < 0 or b"\n" in self.data[at:end]:
            return False
        self.pos = end + 1
        pieces.append(Piece(at, self.pos, self.data[at : self.pos], False))
        return True

    def quoted(self, plain: re.Pattern[bytes], closer: bytes) -> list[Piece]:
        """Pieces up to the closing quote (which is passed) or the limit; for here-documents closer is empty."""
        pieces: list[Piece] = []
        start = self.pos - 1
        while self.pos < self.limit:
            at, char = self.pos, self.peek()
            match = plain.match(self.data, at, self.limit)
            if match:
                self.pos = match.end()
                pieces.append(Piece(at, self.pos, match.group(), True))
            elif char == b'"':
                self.pos += 1
                return pieces
            elif char == b"\\":
                self.quoted_escape(pieces, closer)
            elif not (self.dollar if char == b"$" else self.backquote)(pieces, quoted=True):
                return pieces
        if closer:
            self.error(start, start + 1)
        return pieces

    def quoted_escape(self, pieces: list[Piece], closer: bytes) -> None:
        """Inside double quotes a backslash escapes only `$`, backquote, itself, newline and the quote."""
        following = self.data[self.pos + 1 : min(self.pos + 2, self.limit)]
        if following and following in b"$`\\\n" + closer:
            self.escape(pieces)
        else:
            self.pos += 1
            pieces.append(Piece(self.pos - 1, self.pos, b"\\", True))

    # Building nodes

    def split(self, pieces: list[Piece], start: int) -> list[ir.Node]:
        """Words of one piece list: an unquoted `$IFS` separates, as the default field separators do."""
        words: list[ir.Node] = []
        group: list[Piece] = []
        for piece in [*pieces, None]:
            if piece is not None and (piece.quoted or getattr(piece.value, "id", "") != "IFS"):
                group.append(piece)
            elif group:
                node = self.joined(group, group[0].start, group[-1].end)
                loose = any(isinstance(each.value, ir.Node) and not each.quoted for each in group)
                loose = loose or (isinstance(node, ir.Name) and node.id == "@")
                words.append(ir.Star(node.start, node.end, node) if loose and not isinstance(node, ir.Star) else node)
                group = []
        return words or [ir.Const(start, self.pos, "")]

    def joined(self, pieces: list[Piece], start: int, end: int) -> ir.Node:
        parts: list[ir.Node] = []
        text, since, until = b"", start, start
        for piece in pieces:
            if isinstance(piece.value, bytes):
                since = since if text else piece.start
                text, until = text + piece.value, piece.end
                continue
            if text:
                parts.append(ir.Const(since, until, text.decode("utf-8", "replace")))
                text = b""
            parts.append(piece.value)
        if text or not parts:
            parts.append(ir.Const(since, max(until, since), text.decode("utf-8", "replace")))
        return parts[0] if len(parts) == 1 else ir.Join(start, end, parts)
