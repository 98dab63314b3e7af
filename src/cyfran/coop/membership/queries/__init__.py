"""Reads about membership; what other apps ask for is at hand here."""

from cyfran.coop.membership.queries.register import application_of as application_of
from cyfran.coop.membership.queries.register import classes_of as classes_of
from cyfran.coop.membership.queries.register import current_members as current_members
from cyfran.coop.membership.queries.register import electorate as electorate
from cyfran.coop.membership.queries.register import member_for as member_for
from cyfran.coop.membership.queries.register import members_by_class as members_by_class
from cyfran.coop.membership.queries.register import members_count as members_count
from cyfran.coop.membership.queries.register import open_applications as open_applications
from cyfran.coop.membership.queries.register import register_of as register_of
