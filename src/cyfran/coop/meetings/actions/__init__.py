"""Every verb of meetings; the catalogue is whole once this package is imported."""

from cyfran.coop.meetings.actions import (
    agenda,
    calling,
    minutes,
    notice,
    proxies,
    requisitions,
    room,
    speaking,
    voting,
)

__all__ = [
    "agenda",
    "calling",
    "minutes",
    "notice",
    "proxies",
    "requisitions",
    "room",
    "speaking",
    "voting",
]
