"""What a forming society says of itself, step by step: its classes, its trade, the values it proposes for its rules.

Every step can be changed until the founding meeting is over; a change makes the adoptions before it count no more,
because they carry the digest of what was adopted (sql/20_founding.sql).
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models import Founder, Founding, MemberClass, ProposedRule
from cyfran.coop.membership.queries.founding import founding_mandate
from cyfran.coop.membership.refusals import (
    ClassNeeded,
    FoundingOver,
    NoSuchClass,
    NoSuchRule,
    ValueOutOfBounds,
)
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.events import SocietyFounded
from cyfran.kernel.societies.figures import in_words
from cyfran.kernel.societies.models import ModelRules, Society
from cyfran.kernel.societies.rulebook import declared


def begin_founding(event: SocietyFounded) -> None:
    """The society that somebody began has its founding, and that person as its first founder."""
    Founding.objects.create(society=event.society)
    Founder.objects.create(society=event.society, party=event.founder, since=event.at)


@action(may=roles("founder"), label=_("Choose the legal shape"), codes=("model_rules",))
def choose_shape(*, actor: Actor, society: Society, model_rules: str) -> Founding:
    """The society will be registered under those model rules. Refuses with FoundingOver."""
    founding = lock_founding(society)
    society.model_rules = ModelRules(model_rules)
    society.save(update_fields=["model_rules"])
    founding.shape_chosen = True
    founding.save(update_fields=["shape_chosen"])
    return founding


@action(may=roles("founder"), label=_("Choose the classes of members"))
def choose_classes(*, actor: Actor, society: Society, classes: Mapping[str, Bilingual]) -> Founding:
    """The society will have these classes of members, by their codes, under these names, and no others.

    Refuses with FoundingOver, ClassNeeded, NoSuchClass.
    """
    founding = lock_founding(society)
    if not classes:
        raise ClassNeeded
    dropped = MemberClass.objects.filter(society=society).exclude(code__in=classes)
    Founder.objects.filter(society=society, member_class__in=dropped).update(member_class=None)
    dropped.delete()
    with constraint_means("member_class_is_known", NoSuchClass):
        for code, name in classes.items():
            MemberClass.objects.update_or_create(
                society=society, code=code, defaults={"name": name}
            )
    return founding


@action(may=roles("founder"), label=_("Choose what to trade in"), codes=("trade",))
def choose_trade(*, actor: Actor, society: Society, trade: str) -> Founding:
    """The society will trade in that. Refuses with FoundingOver."""
    founding = lock_founding(society)
    founding.trade = Founding.Trade(trade)
    founding.save(update_fields=["trade"])
    return founding


@action(may=roles("founder"), label=_("Propose a rule"), codes=("key",))
def propose_rule(*, actor: Actor, society: Society, key: str, value: int) -> ProposedRule:
    """The founding meeting will have that value before it.

    Refuses with FoundingOver, NoSuchRule, ValueOutOfBounds.
    """
    lock_founding(society)
    if key not in declared:
        raise NoSuchRule
    rule = declared[key]
    floor, ceiling = (rule.bound(which, society.model_rules) for which in ("floor", "ceiling"))
    if not floor <= value <= ceiling:
        raise ValueOutOfBounds(
            floor=in_words(rule.unit, floor), ceiling=in_words(rule.unit, ceiling)
        )
    made, _new = ProposedRule.objects.update_or_create(
        society=society, key=key, defaults={"value": value}
    )
    return made


def lock_founding(society: Society) -> Founding:
    """The founding, for this transaction alone. Refuses with FoundingOver once the meeting was held."""
    founding = Founding.objects.select_for_update().get(society=society)
    if founding_mandate(society) is not None:
        raise FoundingOver
    return founding
