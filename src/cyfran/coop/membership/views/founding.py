"""The founding, one question a page; what is written is kept, and the rest can wait for another day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise

from cyfran.coop.membership.actions.founding import (
    choose_classes,
    choose_shape,
    choose_trade,
    propose_rule,
)
from cyfran.coop.membership.forms.founding import (
    AddressForm,
    ClassesForm,
    NamesForm,
    PurposeForm,
    RuleForm,
    ShapeForm,
    TradeForm,
)
from cyfran.coop.membership.queries.founding import founding_of, proposed_values
from cyfran.coop.membership.queries.register import classes_of
from cyfran.coop.membership.rulebook import JOINING_SHARE
from cyfran.coop.membership.views import meeting
from cyfran.coop.membership.views.steps import way_of
from cyfran.kernel.actions import Actor
from cyfran.kernel.people.requests import ActingRequest
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.actions import describe_society, found_society
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import ModelRules, Society
from cyfran.kernel.societies.refusals import AddressTaken
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.societies.rulebook import declared
from cyfran.kernel.time import now
from cyfran.kernel.ui.pages import page


def begin(request: ActingRequest) -> HttpResponse:
    """The first question: a name. Answered, there is a society that is forming."""
    form_class = AddressForm if "slug" in request.POST else NamesForm
    form = form_class(request.POST or None)
    refusal: Refusal | None = None
    if request.user.is_authenticated and request.method == "POST" and form.is_valid():
        try:
            society = found_society(
                actor=request.actor,
                name=form.cleaned_data["name"],
                slug=form.cleaned_data.get("slug", ""),
                model_rules=ModelRules.MULTI,
                at=now(),
            )
        except AddressTaken as taken:
            refusal, form = taken, AddressForm(initial=form.cleaned_data)
        else:
            return HttpResponseRedirect(
                society_url(society, "membership:founding_step", code="purpose")
            )
    status = 422 if refusal or form.errors else 200
    return page(
        request,
        "membership/founding/begin.html",
        {"form": form, "refusal": refusal},
        status=status,
    )


@for_roles("founder", "board", "secretary")
def overview(request: SocietyRequest) -> HttpResponse:
    """Where the founding stands and what comes next."""
    return page(request, "membership/founding/overview.html", {"way": way_of(request.society)})


@dataclass(frozen=True)
class Question:
    """One page with one question: its form, what is written in it already, and the action that keeps the answer."""

    form: Callable[[Society, Any, Any], forms.Form]
    initial: Callable[[Society], dict[str, Any]]
    keep: Callable[[Actor, Society, Any], object]
    template: str = "membership/founding/question.html"


def _describe(actor: Actor, society: Society, **changed: Any) -> object:
    facts = {
        name: getattr(society, name)
        for name in ("name", "purpose", "model_rules", "office_address", "contact_email", "accent")
    }
    return describe_society(actor=actor, society=society, **(facts | changed))


def _rule_question(key: str) -> Question:
    return Question(
        form=lambda society, data, initial: RuleForm(
            data, initial=initial, rule=declared[key], model_rules=society.model_rules
        ),
        initial=lambda society: {"value": proposed_values(society)[key]},
        keep=lambda actor, society, form: propose_rule(
            actor=actor, society=society, key=key, value=form.cleaned_data["value"]
        ),
    )


def _classes_initial(society: Society) -> dict[str, Any]:
    classes = list(classes_of(society))
    names = {f"name_{one.code}": one.name for one in classes}
    return {"classes": [one.code for one in classes], **names}


def _plain(form_class: type[forms.Form]) -> Callable[[Society, Any, Any], forms.Form]:
    return lambda _society, data, initial: form_class(data, initial=initial)


QUESTIONS: dict[str, Question] = {
    "names": Question(
        form=_plain(NamesForm),
        initial=lambda society: {"name": society.name},
        keep=lambda actor, society, form: _describe(actor, society, **form.cleaned_data),
    ),
    "purpose": Question(
        form=_plain(PurposeForm),
        initial=lambda society: {"purpose": society.purpose},
        keep=lambda actor, society, form: _describe(actor, society, **form.cleaned_data),
    ),
    "shape": Question(
        form=_plain(ShapeForm),
        initial=lambda society: {"model_rules": society.model_rules},
        keep=lambda actor, society, form: choose_shape(
            actor=actor, society=society, **form.cleaned_data
        ),
    ),
    "trade": Question(
        form=_plain(TradeForm),
        initial=lambda society: {"trade": getattr(founding_of(society), "trade", "") or "food"},
        keep=lambda actor, society, form: choose_trade(
            actor=actor, society=society, **form.cleaned_data
        ),
    ),
    "classes": Question(
        form=_plain(ClassesForm),
        initial=_classes_initial,
        keep=lambda actor, society, form: choose_classes(
            actor=actor, society=society, classes=form.chosen()
        ),
        template="membership/founding/classes.html",
    ),
    "share": _rule_question(JOINING_SHARE.key),
}


@for_roles("founder", "board", "secretary")
def step(request: SocietyRequest, code: str) -> HttpResponse:
    """One step of the founding."""
    if code in QUESTIONS:
        return _ask(request, QUESTIONS[code], code)
    view = meeting.STEP_VIEWS.get(code)
    if view is None:
        raise Http404
    return view(request)


@for_roles("founder")
def propose(request: SocietyRequest, key: str) -> HttpResponse:
    """Another value of the rulebook than the model rules have."""
    if key not in declared:
        raise Http404
    return _ask(request, _rule_question(key), "meeting", title=declared[key].label)


def _ask(
    request: SocietyRequest, question: Question, code: str, *, title: str | Promise = ""
) -> HttpResponse:
    """The page of the question; with a title of its own it belongs to a step and leads back to it."""
    society, way = request.society, way_of(request.society, code)
    form = question.form(society, request.POST or None, question.initial(society))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            question.keep(request.actor, society, form)
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(way.url(code) if title else way.after_this)
    return page(
        request,
        question.template,
        {
            "form": form,
            "refusal": refusal,
            "way": way,
            "title": title,
            "back_url": way.url(code) if title else way.before_this,
        },
        status=422 if refusal or form.errors else 200,
    )
