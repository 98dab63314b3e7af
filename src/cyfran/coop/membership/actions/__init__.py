"""The verbs of membership, one file for each noun."""

from cyfran.coop.membership.actions import applications as applications
from cyfran.coop.membership.actions import classes as classes
from cyfran.coop.membership.actions import members as members
