"""Every verb of electing; the catalogue is whole once this package is imported."""

from cyfran.coop.elections.actions import calling, closing, paper, standing, voting

__all__ = ["calling", "closing", "paper", "standing", "voting"]
