"""The verbs of membership, one file for each noun."""

from cyfran.coop.membership.actions import applications as applications
from cyfran.coop.membership.actions import classes as classes
from cyfran.coop.membership.actions import founding as founding
from cyfran.coop.membership.actions import invitations as invitations
from cyfran.coop.membership.actions import meeting as meeting
from cyfran.coop.membership.actions import members as members
from cyfran.coop.membership.actions import withdrawals as withdrawals
