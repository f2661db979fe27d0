"""Severity of an OSV record: its own rating, else the base score of its CVSS vector; "" when it gives neither.

CVSS: https://www.first.org/cvss/v2/guide  https://www.first.org/cvss/v3-1/specification-document
https://www.first.org/cvss/v4-0/specification-document
"""

from __future__ import annotations

import re
from collections.abc import Mapping

RATINGS = {
    "CRITICAL": "critical", "HIGH": "high", "IMPORTANT": "high", "MODERATE": "medium", "MEDIUM": "medium", "LOW": "low",
    "NEGLIGIBLE": "low", "NONE": "note", "INFORMATIONAL": "note",
}  # fmt: skip
_RANK = ("", "note", "low", "medium", "high", "critical")


def worst(ratings: list[str]) -> str:
    return max(ratings, key=_RANK.index, default="")


def rating(score: float) -> str:
    """CVSS's qualitative scale. Version 2 has no "critical"; its scores are read on the same scale."""
    if score >= 9.0:
        return "critical"
    if score >= 7.0:
        return "high"
    if score >= 4.0:
        return "medium"
    return "low" if score > 0 else "note"


def record_severity(record: Mapping[str, object], affected: Mapping[str, object]) -> str:
    """affected: the entry of the record that is looked at; its own ratings go first."""
    for holder in (affected, record):
        for key in ("ecosystem_specific", "database_specific"):
            specific = holder.get(key)
            text = specific.get("severity") if isinstance(specific, dict) else None
            if isinstance(text, str) and text.upper() in RATINGS:
                return RATINGS[text.upper()]
    for holder in (affected, record):
        vectors = holder.get("severity")
        scores = [
            score
            for item in (vectors if isinstance(vectors, list) else [])
            if isinstance(item, dict) and (score := base_score(str(item.get("score", "")))) is not None
        ]
        if scores:
            return rating(max(scores))
    return ""


def base_score(vector: str) -> float | None:
    """Score of a CVSS vector of any version, or of a plain number; None when it is neither."""
    if re.fullmatch(r"\d{1,2}(?:\.\d+)?", vector):
        return min(float(vector), 10.0)
    if len(vector) > 400:
        return None
    head, _, rest = vector.partition("/")
    pairs = (rest if head.startswith("CVSS:") else vector).strip("()").split("/")
    metrics = dict(pair.split(":", 1) for pair in pairs if ":" in pair)
    try:
        if head.startswith("CVSS:4"):
            from plugin_policy.advisories.cvss4 import score4

            return score4(metrics)
        return _score3(metrics, head) if head.startswith("CVSS:3") else _score2(metrics)
    except KeyError:
        return None


def _score3(metrics: dict[str, str], head: str) -> float:
    changed = metrics["S"] == "C"
    impact_of = {"H": 0.56, "L": 0.22, "N": 0.0}
    base = 1.0
    for name in ("C", "I", "A"):
        base *= 1 - impact_of[metrics[name]]
    base = 1 - base
    impact = 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 if changed else 6.42 * base
    privileges = {"N": 0.85, "L": 0.68, "H": 0.5} if changed else {"N": 0.85, "L": 0.62, "H": 0.27}
    exploitability = (
        8.22
        * {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2}[metrics["AV"]]
        * {"L": 0.77, "H": 0.44}[metrics["AC"]]
        * privileges[metrics["PR"]]
        * {"N": 0.85, "R": 0.62}[metrics["UI"]]
    )
    if impact <= 0:
        return 0.0
    total = min((1.08 if changed else 1.0) * (impact + exploitability), 10.0)
    return _round_up(total)


def _round_up(value: float) -> float:
    """Smallest number with one decimal that is not below; on integers, as version 3.1 tells (appendix A)."""
    scaled = round(value * 100_000)
    return scaled / 100_000 if scaled % 10_000 == 0 else (scaled // 10_000 + 1) / 10


def _score2(metrics: dict[str, str]) -> float:
    impact_of = {"N": 0.0, "P": 0.275, "C": 0.660}
    base = 1.0
    for name in ("C", "I", "A"):
        base *= 1 - impact_of[metrics[name]]
    impact = 10.41 * (1 - base)
    exploitability = (
        20
        * {"L": 0.395, "A": 0.646, "N": 1.0}[metrics["AV"]]
        * {"H": 0.35, "M": 0.61, "L": 0.71}[metrics["AC"]]
        * {"M": 0.45, "S": 0.56, "N": 0.704}[metrics["Au"]]
    )
    factor = 0.0 if impact == 0 else 1.176
    return round((0.6 * impact + 0.4 * exploitability - 1.5) * factor, 1)
