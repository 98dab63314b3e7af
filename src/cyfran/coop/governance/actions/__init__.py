"""Every verb of deciding; the catalogue is whole once this package is imported."""

from cyfran.coop.governance.actions import confirming, drafts, notice, outcome, votes

__all__ = ["confirming", "drafts", "notice", "outcome", "votes"]
