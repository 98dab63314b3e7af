"""A day in an address: 2026-03-31."""

from datetime import date


class DayConverter:
    """Turns the text into a date and back; what is no day is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Raises ValueError, which Django takes as a 404."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """As it stands in the address."""
        return value.isoformat()
