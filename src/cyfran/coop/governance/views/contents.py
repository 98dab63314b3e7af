"""What a draft would change or have done, put in and taken out, one page a question."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from cyfran.coop.governance import rules as law
from cyfran.coop.governance.actions.drafts import (
    add_call,
    add_rule_change,
    remove_call,
    remove_rule_change,
    revise_draft,
)
from cyfran.coop.governance.consequences import choices
from cyfran.coop.governance.forms import ValueForm
from cyfran.coop.governance.models import Resolution, ResolutionKind
from cyfran.coop.governance.views.drafts import DRAFTERS, ask, do, draft_or_404, to_page
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.figures import in_words
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.societies.rulebook import declared
from cyfran.kernel.societies.rulebook import rules as rulebook
from cyfran.kernel.ui.pages import page


@for_roles(*DRAFTERS)
def rules(request: SocietyRequest, pk: int) -> HttpResponse:
    """Which rule it is to change, each with what it is now."""
    draft = draft_or_404(request, pk)
    taken = set(draft.changes.values_list("key", flat=True))
    readings = rulebook(request.society, *declared)
    listed = [
        (
            rule_,
            in_words(rule_.unit, readings[key].value, request.society.currency),
            society_url(request.society, "governance:draft_rule", pk=draft.pk, key=key),
        )
        for key, rule_ in declared.items()
        if key not in taken
    ]
    return page(request, "governance/draft_rules.html", {"draft": draft, "rules": listed})


@for_roles(*DRAFTERS)
def rule(request: SocietyRequest, pk: int, key: str) -> HttpResponse:
    """What the rule would be, within what the law leaves open."""
    draft = draft_or_404(request, pk)
    if key not in declared:
        raise Http404(say("There is no such rule."))
    rule_, society = declared[key], request.society
    current = rulebook(society, key)[key].value
    form = ValueForm(request.POST or None, rule=rule_, model_rules=society.model_rules)

    def keep() -> None:
        add_rule_change(
            actor=request.actor, resolution=draft, key=key, new_value=form.cleaned_data["value"]
        )
        _strengthen(request, draft, rule_.resolution)

    floor, ceiling = (
        in_words(rule_.unit, rule_.bound(which, society.model_rules), society.currency)
        for which in ("floor", "ceiling")
    )
    shown = {
        "rule": rule_,
        "current": in_words(rule_.unit, current, society.currency),
        "floor": floor,
        "ceiling": ceiling,
    }
    return ask(request, draft, form, "governance/draft_rule.html", keep, shown)


@for_roles(*DRAFTERS)
def doing(request: SocietyRequest, pk: int) -> HttpResponse:
    """What else the software could be told to do."""
    draft = draft_or_404(request, pk)
    listed = [
        (choice, society_url(request.society, "governance:draft_call", pk=draft.pk, verb=verb))
        for verb, choice in choices.items()
    ]
    return page(request, "governance/draft_doing.html", {"draft": draft, "choices": listed})


@for_roles(*DRAFTERS)
def call(request: SocietyRequest, pk: int, verb: str) -> HttpResponse:
    """What is to be done, with what it needs to know."""
    draft = draft_or_404(request, pk)
    choice = choices.get(verb)
    if choice is None:
        raise Http404(say("A resolution cannot order that."))
    form = choice.form(request.POST or None, society=request.society, at=request.at)

    def keep() -> None:
        arguments = form.arguments()  # type: ignore[attr-defined]  # every choice's form has them
        add_call(actor=request.actor, resolution=draft, verb=verb, arguments=arguments)
        _strengthen(request, draft, law.kind_for_call(verb))

    return ask(request, draft, form, "governance/draft_call.html", keep, {"choice": choice})


@for_roles(*DRAFTERS)
@require_POST
def remove_change(request: SocietyRequest, pk: int, change: int) -> HttpResponse:
    """The rule is left alone after all."""
    draft = draft_or_404(request, pk)
    found = draft.changes.filter(pk=change).first()
    if found is not None:
        return do(request, draft, lambda: remove_rule_change(actor=request.actor, change=found))
    return to_page(request, "draft", pk=draft.pk)


@for_roles(*DRAFTERS)
@require_POST
def remove_done(request: SocietyRequest, pk: int, call: int) -> HttpResponse:
    """That is not to be done after all."""
    draft = draft_or_404(request, pk)
    found = draft.calls.filter(pk=call).first()
    if found is not None:
        return do(request, draft, lambda: remove_call(actor=request.actor, call=found))
    return to_page(request, "draft", pk=draft.pk)


def _strengthen(request: SocietyRequest, draft: Resolution, needed: str) -> None:
    """A resolution that now carries more becomes of the kind that may carry it; the author is told."""
    if law.is_strong_enough(draft.kind, needed):
        return
    revise_draft(
        actor=request.actor,
        resolution=draft,
        kind=needed,
        title=draft.title,
        text=draft.text,
        seconder=draft.seconder,
        meeting=draft.meeting,
    )
    kind = ResolutionKind(needed).label
    messages.info(
        request,
        say("This needs another kind of resolution, so it is now: %(kind)s") % {"kind": kind},
    )
