"""Promised times."""

from __future__ import annotations


class Duration:
    """A promised time. amount: a whole number of `unit`: "hours", "days" or "working days"."""

    __slots__ = ("amount", "unit")

    def __init__(self, amount: int, unit: str) -> None:
        self.amount = amount
        self.unit = unit

    @property
    def hours(self) -> int:
        """Length on the clock; working days count 24 hours each, holidays are the caller's."""
        return self.amount if self.unit == "hours" else self.amount * 24

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and (self.amount, self.unit) == (other.amount, other.unit)

    def __hash__(self) -> int:
        return hash((self.amount, self.unit))

    def __repr__(self) -> str:
        return f"{self.amount} {self.unit[:-1] if self.amount == 1 else self.unit}"
