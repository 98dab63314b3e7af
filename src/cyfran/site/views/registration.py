"""Where a co-op stands in law, and what its secretary records of what the registrar did."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.actions import record_reinstatement, record_suspension
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Society, State
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.time import society_day
from cyfran.kernel.ui.days import day_with_year
from cyfran.kernel.ui.forms import DayField
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Fact


class SuspensionForm(forms.Form):
    """Since when the registrar has suspended the registration."""

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["day"] = DayField(
            label=_("Suspended since"),
            max_value=today,
            help_text=_("The day on the registrar’s notice, such as 24 11 2026."),
        )


def registration(request: SocietyRequest) -> HttpResponse:
    """The state, the number and the days; a form for the secretary."""
    society = request.society
    is_secretary = "secretary" in request.actor.roles(society)
    form = SuspensionForm(request.POST or None, today=society_day(society, request.at))
    refusal: Refusal | None = None
    if request.method == "POST" and (society.state == State.SUSPENDED or form.is_valid()):
        try:
            said = _recorder(request, form)()
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, said)
            return HttpResponseRedirect(society_url(society, "society:registration"))
    context = {
        "facts": _facts(society),
        "form": form if is_secretary and society.state == State.REGISTERED else None,
        "may_reinstate": is_secretary and society.state == State.SUSPENDED,
        "refusal": refusal,
    }
    return page(
        request, "site/registration.html", context, status=422 if refusal or form.errors else 200
    )


def _recorder(request: SocietyRequest, form: SuspensionForm) -> Callable[[], str]:
    """What the form would do in the society's present state; answers what is to be said of it."""

    def suspend() -> str:
        record_suspension(
            actor=request.actor, society=request.society, at=request.at, **form.cleaned_data
        )
        return say("The suspension is recorded. Everything can be read; nothing can be changed.")

    def reinstate() -> str:
        record_reinstatement(actor=request.actor, society=request.society, at=request.at)
        return say("The co-op is registered again and may act.")

    return reinstate if request.society.state == State.SUSPENDED else suspend


def _facts(society: Society) -> list[Fact]:
    facts = [Fact(say("State"), society.get_state_display())]
    if society.registered_on:
        facts.append(Fact(say("Registration number"), society.registration_number))
        facts.append(Fact(say("Registered on"), day_with_year(society.registered_on)))
    if society.closed_on:
        label = say("Suspended since") if society.state == State.SUSPENDED else say("Ended on")
        facts.append(Fact(label, day_with_year(society.closed_on)))
    return facts
