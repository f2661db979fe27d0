"""When a promised time ends: hours and days by the clock, working days by the calendar of one time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from datetime import time as clock

from plugin_policy.policy.knobs import Duration

MAX_DAYS = 4000


class Calendar:
    """holidays: days that are no working days, on top of Saturday and Sunday. zone: an IANA name; ValueError."""

    def __init__(self, holidays: tuple[str, ...] = (), zone: str = "UTC") -> None:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            self.zone = UTC if zone == "UTC" else ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"no time zone {zone!r}") from error
        self.holidays = {date.fromisoformat(day) for day in holidays}

    def works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def deadline(self, start: datetime, duration: Duration) -> datetime:
        """The last moment that keeps the promise. The day of the report itself does not count as a working day."""
        if duration.unit != "working days":
            return start + timedelta(hours=duration.hours)
        day = start.astimezone(self.zone).date()
        left = duration.amount
        for _ in range(MAX_DAYS):
            if left <= 0:
                break
            day += timedelta(days=1)
            left -= self.works(day)
        return datetime.combine(day, clock(23, 59, 59), self.zone).astimezone(UTC)


def moment(text: object) -> datetime | None:
    """An ISO time as GitHub and TOML give it, in UTC; None for anything else. A day alone ends at its last second."""
    if isinstance(text, datetime):
        return text.astimezone(UTC) if text.tzinfo else text.replace(tzinfo=UTC)
    if isinstance(text, date):
        return datetime.combine(text, clock(23, 59, 59), UTC)
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
