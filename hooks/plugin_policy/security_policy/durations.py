"""Times in words: `within 48 hours`, `three (3) business days`, `1-7 days`, `every 2 weeks`, `Day 8-30`."""

from __future__ import annotations

import re

HOURS = {"hour": 1, "day": 24, "week": 168, "month": 720}
_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "forty-eight": 48,
    "sixty": 60,
    "seventy-two": 72,
    "ninety": 90,
}
_NUMBER = r"(?:\d{1,4}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>hours?|hrs?|days?|weeks?|months?)"
DURATION = re.compile(
    rf"(?<![\w.-])(?P<first>{_NUMBER})(?:\s*\(\d{{1,4}}\))?(?:\s*(?:-|–|—|to)\s*(?P<last>{_NUMBER}))?"
    rf"(?:\s+|-)(?P<business>business[ -]|working[ -]|work[ -]|calendar[ -])?{_UNIT}\b",
    re.IGNORECASE,
)
# "48h", "7d" stand without a space.
_SHORT = re.compile(r"(?<![\w.-])(?P<first>\d{1,4})(?P<unit>h|d|w)\b")
_ADDITIONAL = re.compile(r"\b(?:additional|another|further)\s+$", re.IGNORECASE)
_DAY = re.compile(
    r"\bdays?\s*(?P<first>\d{1,3})(?:\s*(?:-|–|—|to)\s*(?:day\s*)?(?P<last>\d{1,3}))"
    r"?(?P<open>\s*\+|\s+(?:and|or) (?:later|after|beyond))?",
    re.IGNORECASE,
)


class Duration:
    """amount of unit ("hour", "day", "week", "month"); business: counted on working days. start, end: in the text."""

    __slots__ = ("additional", "amount", "business", "end", "start", "unit")

    def __init__(self, amount: int, unit: str, business: bool = False, start: int = 0, end: int = 0) -> None:
        self.additional = False  # "an additional three days": counted from the time before it
        self.amount = amount
        self.unit = unit
        self.business = business
        self.start = start
        self.end = end

    @property
    def hours(self) -> int:
        """Length in hours for comparing; five business days count as a week."""
        hours = self.amount * HOURS[self.unit]
        return hours * 7 // 5 if self.business and self.unit == "day" else hours

    def plus(self, other: Duration) -> Duration:
        """The sum, where the units agree; else the other in hours on top of this one."""
        if (self.unit, self.business) == (other.unit, other.business):
            return Duration(self.amount + other.amount, self.unit, self.business, other.start, other.end)
        return Duration(self.hours + other.hours, "hour", False, other.start, other.end)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __str__(self) -> str:
        business = "business " if self.business else ""
        return f"{self.amount} {business}{self.unit}{'' if self.amount == 1 else 's'}"

    __repr__ = __str__


def number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text.lower()]


def find(text: str) -> list[Duration]:
    """All durations of a text, in order. Of a range the later end counts: that is what was promised."""
    found = []
    for match in DURATION.finditer(text):
        unit = match["unit"].lower().rstrip("s").replace("hr", "hour")
        business = (match["business"] or "").lower().startswith(("business", "work"))
        amount = number(match["last"] or match["first"])
        duration = Duration(amount, unit, business, match.start(), match.end())
        duration.additional = bool(_ADDITIONAL.search(text[: match.start()]))
        found.append(duration)
    for match in _SHORT.finditer(text):
        unit = {"h": "hour", "d": "day", "w": "week"}[match["unit"]]
        found.append(Duration(number(match["first"]), unit, False, match.start(), match.end()))
    return sorted(found, key=lambda duration: duration.start)


def parse(text: str) -> Duration | None:
    """A duration that is the whole text, as in a policy file: `48 hours`, `3 business days`, `7 days`."""
    found = find(text.strip())
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text.strip())):
        return found[0]
    return None


def day_range(text: str) -> tuple[int, int | None] | None:
    """`Day 8-30` is (8, 30), `Day 0` is (0, 0), `Day 30+` is (30, None): a row of a timeline."""
    match = _DAY.search(text)
    if not match:
        return None
    first = int(match["first"])
    if match["open"]:
        return first, None
    return first, int(match["last"]) if match["last"] else first
