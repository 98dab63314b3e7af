"""A hub with Mair its founder, who is an officer."""

from cyfran.kernel.consent.tests.conftest import hub, mair

__all__ = ["hub", "mair"]
