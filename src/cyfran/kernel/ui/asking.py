"""One form, one act, and on; or one button, one act, and back: what most pages that change something are."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from cyfran.kernel.refusals import Refusal
from cyfran.kernel.ui.pages import page


def ask(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    then: Callable[[Any], str],
    context: Mapping[str, Any],
) -> HttpResponse:
    """The form is asked; when it is filled the act is done, and the reader goes on. What was typed is kept."""
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(then(done))
    return page(
        request,
        template,
        {**context, "form": form, "refusal": refusal},
        status=422 if refusal or form.errors else 200,
    )


def press(
    request: HttpRequest, act: Callable[[], object], *, then: str, said: str = ""
) -> HttpResponseRedirect:
    """The act is done, or refused; the reader comes to the next page, and is told there of a refusal, or `said`."""
    try:
        act()
    except Refusal as no:
        messages.error(request, str(no))
    else:
        if said:
            messages.success(request, said)
    return HttpResponseRedirect(then)
