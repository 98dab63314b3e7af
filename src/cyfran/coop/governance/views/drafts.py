"""Drafting a resolution, one question a page: the words, then what it would change or have done."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from cyfran.coop.governance import queries, wording
from cyfran.coop.governance import rules as law
from cyfran.coop.governance.actions.drafts import (
    OFFICERS,
    draft_resolution,
    revise_draft,
    support_draft,
)
from cyfran.coop.governance.consequences import Choice, choices, described, impact_of_change
from cyfran.coop.governance.forms import DraftForm
from cyfran.coop.governance.models import Resolution, ResolutionKind, State
from cyfran.coop.governance.sheet import arithmetic, impacts
from cyfran.coop.governance.views.lists import READERS
from cyfran.coop.membership.queries import member_for
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.societies.rulebook import Rule, declared
from cyfran.kernel.societies.rulebook import rules as rulebook
from cyfran.kernel.ui.pages import page

DRAFTERS = ("member", "secretary", "board", "chair")


@for_roles(*DRAFTERS)
def begin(request: SocietyRequest) -> HttpResponse:
    """The words of a new resolution."""
    return _begin(request)


@for_roles(*DRAFTERS)
def propose_rule(request: SocietyRequest, key: str) -> HttpResponse:
    """The words of a new resolution that is to change this rule; its value is asked next."""
    if key not in declared:
        raise Http404(say("There is no such rule."))
    return _begin(request, rule_=declared[key])


@for_roles(*DRAFTERS)
def propose_doing(request: SocietyRequest, verb: str) -> HttpResponse:
    """The words of a new resolution that is to have this done; what it needs to know is asked next."""
    if verb not in choices:
        raise Http404(say("A resolution cannot order that."))
    return _begin(request, choice=choices[verb])


def _begin(
    request: SocietyRequest, *, rule_: Rule | None = None, choice: Choice | None = None
) -> HttpResponse:
    society = request.society
    form = DraftForm(request.POST or None, society=society, meetings=_meetings(request))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        kind = law.kind_for_call(choice.verb) if choice else ResolutionKind.ORDINARY
        try:
            made = draft_resolution(
                actor=request.actor,
                society=society,
                kind=rule_.resolution if rule_ else kind,
                at=request.at,
                **_words(form),
            )
        except Refusal as no:
            refusal = no
        else:
            if rule_ is not None:
                return to_page(request, "draft_rule", pk=made.pk, key=rule_.key)
            if choice is not None:
                return to_page(request, "draft_call", pk=made.pk, verb=choice.verb)
            return to_page(request, "draft", pk=made.pk)
    return page(
        request,
        "governance/draft_words.html",
        {"form": form, "refusal": refusal, "rule": rule_, "choice": choice, "is_new": True},
        status=422 if refusal or form.errors else 200,
    )


@for_roles(*READERS)
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """The draft as it stands, what is still to do, and what would be needed to carry it."""
    draft = draft_or_404(request, pk)
    return _page(request, draft)


@for_roles(*DRAFTERS)
def words(request: SocietyRequest, pk: int) -> HttpResponse:
    """Other words, another seconder, another kind."""
    draft = draft_or_404(request, pk)
    initial = {
        "title": draft.title,
        "text": draft.text,
        "kind": draft.kind,
        "meeting": draft.meeting_id,
        "seconder": _number_of(draft),
    }
    form = DraftForm(
        request.POST or None,
        initial=initial,
        society=request.society,
        meetings=_meetings(request),
        with_kind=draft.kind != ResolutionKind.CONFIRMATION,
    )
    return ask(
        request,
        draft,
        form,
        "governance/draft_words.html",
        lambda: revise_draft(
            actor=request.actor,
            resolution=draft,
            kind=form.cleaned_data.get("kind", draft.kind),
            **_words(form),
        ),
        {"is_new": False},
    )


@for_roles("member")
@require_POST
def support(request: SocietyRequest, pk: int) -> HttpResponse:
    """The reader stands behind it."""
    draft = draft_or_404(request, pk)
    return do(
        request,
        draft,
        lambda: support_draft(actor=request.actor, resolution=draft, at=request.at),
    )


def draft_or_404(request: SocietyRequest, pk: int) -> Resolution:
    """The draft; a 404 once notice is given, for then it has a number and another page."""
    found = (
        queries.resolutions_of(request.society)
        .filter(pk=pk, state=State.DRAFT)
        .select_related("society", "proposer", "seconder", "meeting")
        .first()
    )
    if found is None:
        raise Http404(say("There is no such draft. Notice of it may have been given."))
    return found


def _page(
    request: SocietyRequest, draft: Resolution, refusal: Refusal | None = None
) -> HttpResponse:
    society, at = request.society, request.at
    held = request.actor.roles(society)
    changes, calls = list(draft.changes.order_by("pk")), list(draft.calls.order_by("position"))
    now_values = rulebook(society, *[change.key for change in changes]) if changes else {}
    terms = queries.terms_now(society, draft.meeting, at)
    supporters = queries.supporters_of(draft)
    is_mine = draft.proposer.person_id == request.actor.person_id
    is_officer = bool(OFFICERS & held)
    member = member_for(society, request.actor.person_id) if "member" in held else None
    return page(
        request,
        "governance/draft.html",
        {
            "draft": draft,
            "refusal": refusal,
            "number_tag": wording.number_tag(draft),
            "changes": [
                (change, wording.change_in_words(society, change, now_values[change.key].value))
                for change in changes
            ],
            "calls": [(one, described(society, one)) for one in calls],
            "impacts": [
                (impact, arithmetic(impact, society.currency))
                for change in changes
                if (impact := impact_of_change(society, change, now_values[change.key].value, at))
            ]
            + impacts(draft, [], calls, at),
            "requirements": wording.terms_in_words(terms, draft.kind),
            "supporters": supporters,
            "supporters_needed": terms.supporters,
            "supports": member is not None and draft.supporters.filter(member=member).exists(),
            "may_support": member is not None and not is_mine,
            "may_change": is_mine or is_officer,
            "may_give_notice": is_officer or (is_mine and supporters >= terms.supporters),
            "is_mine": is_mine,
            "can_do": bool(choices),
            "only_confirms": draft.kind == ResolutionKind.CONFIRMATION,
        },
        status=422 if refusal else 200,
    )


def ask(
    request: SocietyRequest,
    draft: Resolution,
    form: Any,
    template: str,
    keep: Callable[[], object],
    shown: dict[str, Any],
) -> HttpResponse:
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except Refusal as no:
            refusal = no
        else:
            return to_page(request, "draft", pk=draft.pk)
    return page(
        request,
        template,
        {"draft": draft, "form": form, "refusal": refusal, **shown},
        status=422 if refusal or form.errors else 200,
    )


def do(request: SocietyRequest, draft: Resolution, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _page(request, draft, refusal)
    return to_page(request, "draft", pk=draft.pk)


def _words(form: DraftForm) -> dict[str, Any]:
    names = ("title", "text", "seconder", "meeting")
    return {name: form.cleaned_data.get(name) for name in names}


def _number_of(draft: Resolution) -> int | None:
    if draft.seconder is None:
        return None
    member = draft.seconder.memberships.filter(ceased_on__isnull=True).first()
    return member.number if member else None


def _meetings(request: SocietyRequest) -> Any:
    return queries.meetings_ahead(request.society, request.at)


def to_page(request: SocietyRequest, name: str, **kwargs: object) -> HttpResponseRedirect:
    return HttpResponseRedirect(society_url(request.society, f"governance:{name}", **kwargs))
