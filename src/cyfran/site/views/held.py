"""What you hold about me: everything on one page, and a copy to take away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cyfran.kernel.people.lately import only_lately
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.requests import SignedInRequest
from cyfran.kernel.time import now
from cyfran.kernel.ui.pages import page
from cyfran.site.personal import copy_of, held_about

SHOWN = 5


@login_required
@require_safe
def held(request: SignedInRequest) -> HttpResponse:
    """Everything that is held about the person who is signed in: from where, for how long, and who saw it."""
    person = Person.objects.get(pk=request.user.pk)
    return page(request, "site/held.html", {"held": held_about(person, SHOWN), "person": person})


@only_lately
@require_safe
def own_copy(request: SignedInRequest) -> HttpResponse:
    """The same in one file, whole; UK GDPR art.15 and art.20."""
    person = Person.objects.get(pk=request.user.pk)
    return HttpResponse(
        copy_of(person, now()),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="cyfran.zip"'},
    )
