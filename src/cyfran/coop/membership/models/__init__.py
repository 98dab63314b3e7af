"""Who owns the society: its classes, its applicants, its members, the founders who began it, and shares asked back."""

from cyfran.coop.membership.models.founding import Adoption as Adoption
from cyfran.coop.membership.models.founding import Founder as Founder
from cyfran.coop.membership.models.founding import Founding as Founding
from cyfran.coop.membership.models.founding import Invitation as Invitation
from cyfran.coop.membership.models.founding import ProposedRule as ProposedRule
from cyfran.coop.membership.models.register import Application as Application
from cyfran.coop.membership.models.register import ClassCode as ClassCode
from cyfran.coop.membership.models.register import ClassHolding as ClassHolding
from cyfran.coop.membership.models.register import Member as Member
from cyfran.coop.membership.models.register import MemberClass as MemberClass
from cyfran.coop.membership.models.withdrawals import ShareWithdrawal as ShareWithdrawal
from cyfran.coop.membership.models.withdrawals import WithdrawalSuspension as WithdrawalSuspension
