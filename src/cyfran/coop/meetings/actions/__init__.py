"""Every verb of meetings; the catalogue is whole once this package is imported."""

from cyfran.coop.meetings.actions import agenda, calling, notice, requisitions

__all__ = ["agenda", "calling", "notice", "requisitions"]
