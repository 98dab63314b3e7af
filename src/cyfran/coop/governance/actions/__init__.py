"""Every verb of deciding; the catalogue is whole once this package is imported."""

from cyfran.coop.governance.actions import drafts, meetings, notice, outcome, votes

__all__ = ["drafts", "meetings", "notice", "outcome", "votes"]
