"""What a range, a tag or no version at all can reach: nothing is resolved, only what the record itself says is used."""

from __future__ import annotations

import re

from plugin_policy.advisories.match import Range, fixes, is_affected
from plugin_policy.advisories.ranges import Allows, allows
from plugin_policy.advisories.record import Advisory
from plugin_policy.advisories.versions import order

ALWAYS = "always"  # every release that it can take, as far as the record knows, is affected
CAN = "can"  # an affected one is allowed, and so is the fix

_HIGHEST = "999999999.0.0"  # stands for releases to come


def reach(advisory: Advisory, ecosystem: str, version: str, *, open_end: bool) -> str:
    """ALWAYS, CAN or "". version: the range as written. open_end: no version or a tag, so that the newest is taken."""
    key_of = order(ecosystem)
    newest = any(Range(events, key_of).holds(key_of(_HIGHEST)) for events in advisory.ranges)
    if open_end:
        return ALWAYS if newest else ""
    allowed = allows(ecosystem, version)
    if allowed is None or not _reaches(advisory, ecosystem, version, allowed):
        return ""
    if any(allowed(fixed) and not is_affected(advisory, fixed, ecosystem) for fixed in fixes(advisory, "", ecosystem)):
        return CAN
    if allowed(_HIGHEST):
        return ALWAYS if newest else CAN
    # Bounded above, and no fix inside: stuck, if there is a fix above or none at all.
    return ALWAYS if newest or _fix_above(advisory, ecosystem, version) else CAN


def _reaches(advisory: Advisory, ecosystem: str, version: str, allowed: Allows) -> bool:
    """Is a version that the record or the range names both allowed and affected?"""
    candidates = ["0.0.1", *re.findall(r"\d+(?:\.\d+)*(?:-[0-9A-Za-z.]+)?", version), *advisory.versions]
    candidates += [_three(one) for one in candidates if one.count(".") < 2]
    for events in advisory.ranges:
        candidates += [at for kind, at in events if kind in ("introduced", "last_affected") and at != "0"]
    return any(allowed(one) and is_affected(advisory, one, ecosystem) for one in candidates)


def _three(version: str) -> str:
    return version + ".0" * (2 - version.count("."))


def _fix_above(advisory: Advisory, ecosystem: str, version: str) -> bool:
    key_of = order(ecosystem)
    keys = [key_of(text) for text in re.findall(r"\d+(?:\.\d+)*", version)]
    low = min((key for key in keys if key is not None), default=None)
    if low is None:
        return False
    found = [key_of(fixed) for fixed in fixes(advisory, "", ecosystem)]
    return any(key is not None and key > low for key in found)
