"""Names of plugins and marketplaces: what loads, what is reserved, what passes as another."""

from __future__ import annotations

import re
import unicodedata

# Marketplace names the client keeps for itself or for partners (code.claude.com/docs/en/plugins/marketplace-reference).
RESERVED_MARKETPLACES = frozenset(
    (
        "claude-code-marketplace", "claude-code-plugins", "claude-plugins-official", "anthropic-marketplace",
        "anthropic-plugins", "agent-skills", "anthropic-agent-skills", "life-sciences", "knowledge-work-plugins",
        "claude-for-legal", "claude-for-financial-services", "financial-services-plugins", "first-party-plugins",
        "claude-tag-plugins", "claude-community", "claude-plugins-community", "healthcare",
        "anthropic-plugin-directory", "claude-plugin-directory",
    )
)  # fmt: skip
# Names by which the client itself calls plugins that come from no marketplace.
INTERNAL = frozenset(("inline", "builtin", "skills-dir", "synced", "claude-plugin-test"))
# Prefixes of package managers and hosts, refused in any case.
RESERVED_HOSTS = frozenset(("npm", "pip", "uv", "cargo", "github", "gh"))

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PLUGIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

# Soft hyphen, Mongolian vowel separator, zero-width and bidirectional marks, invisible operators, byte-order mark,
# tags, and variation selectors that no font has.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_OFFICIAL = re.compile(r"official(?:claude|anthropic)|(?:claude|anthropic)official")
_RESERVED_PREFIX = re.compile(r"(?:claude|anthropics?|cc-?plugin)-")
_RESERVED_NAMES = ("claude", "anthropic", "anthropics", "claudecode", "claudemods")


def hidden(text: str) -> str:
    """The first character a reader cannot see, as `U+XXXX`; "" for none. Joiners inside emoji are visible."""
    match = None if text.isascii() else _HIDDEN.search(text)
    return f"U+{ord(match[0][0]):04X}" if match else ""


def control(name: str) -> str:
    """The first control or bidirectional-formatting character, as `U+XXXX`; "" for none."""
    match = _CONTROL.search(name)
    return f"U+{ord(match[0]):04X}" if match else ""


def reserved_plugin(name: str) -> bool:
    """Does the name pass as one of the vendor's own?"""
    low = _folded(name)
    joined = low.replace("-", "")
    if joined in _RESERVED_NAMES or _RESERVED_PREFIX.match(low):
        return True
    return _OFFICIAL.search(joined) is not None or ("official" in joined and names_vendor(name))


def _folded(name: str) -> str:
    """Lower case, without accents, `0` read as `o`, every run of other characters as one hyphen."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-").replace("0", "o")


def is_official(marketplace: object) -> bool:
    """Is it the name of a marketplace of the vendor's own, in which the vendor's plugin names are at home?"""
    return isinstance(marketplace, str) and marketplace.lower() in RESERVED_MARKETPLACES


def names_vendor(name: str) -> bool:
    """Is one of the name's words the vendor's?"""
    return any(word in ("claude", "anthropic", "anthropics") for word in re.split(r"[^a-z0-9]+", name.lower()))


def reserved_marketplace(name: str) -> str:
    """Why a marketplace of this name is refused when it is added; "" when it is not."""
    low = name.lower()
    if low in RESERVED_MARKETPLACES:
        return "is reserved: the client takes it from its owner's repository only"
    if low in RESERVED_HOSTS or low in INTERNAL:
        return "is reserved"
    if low.startswith("claudeai-"):
        return "begins with the reserved `claudeai-`"
    plain = skeleton(name)
    for other in RESERVED_MARKETPLACES:
        if plain == skeleton(other):
            return f"is another spelling of the reserved `{other}`"
    return ""


def impersonates(name: str) -> bool:
    """Does the client refuse the marketplace's name because it passes as the vendor's own?"""
    low = name.lower()
    if low in RESERVED_MARKETPLACES:
        return False
    joined = _folded(name).replace("-", "")
    if not name.isascii() or _OFFICIAL.search(joined) or ("official" in joined and names_vendor(name)):
        return True
    return _IMPERSONATION.match(low) is not None


_IMPERSONATION = re.compile(r"(?:claude|anthropic)[-_.]*(?:marketplace|plugins|official|directory)")


def skeleton(name: str) -> str:
    """A name without what readers overlook: case, marks, accents, and letters that look like others."""
    folded = unicodedata.normalize("NFKD", name).lower()
    text = "".join(_ALIKE.get(char, char) for char in folded if char.isalnum())
    return text.replace("rn", "m").replace("vv", "w")


# Letters and digits that look like Latin ones (a small part of Unicode's confusables, UTS #39).
_ALIKE = {
    "0": "o", "1": "l", "i": "l", "3": "e", "5": "s", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y",
    "х": "x", "і": "l", "ј": "j", "ѕ": "s", "ԁ": "d", "ԛ": "q", "ԝ": "w", "һ": "h", "ӏ": "l", "м": "m", "т": "t",
    "к": "k", "н": "h", "в": "b", "α": "a", "ο": "o", "ρ": "p", "ν": "v", "ι": "l", "κ": "k", "τ": "t", "υ": "u",
    "ε": "e", "ı": "l", "ɡ": "g", "ⅼ": "l",
}  # fmt: skip
