"""The site with one page more, which loads from a processor twice: as templates should, and past the tag."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from cyfran.kernel.consent.tests.declaring import ANALYTICS
from cyfran.kernel.disclosures import declared
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.site.urls import urlpatterns as of_the_site

PAGE = Template(
    "<!doctype html><title>Embed</title><body>"
    '{% consented "test.analytics" %}<script src="{{ host }}/by-the-tag.js"></script>{% endconsented %}'
    '<script src="{{ host }}/past-the-tag.js"></script>'
)


def embed(request: SocietyRequest) -> HttpResponse:
    """A page with something of the processor's."""
    processor = declared[ANALYTICS.key].processor
    assert processor is not None
    (host,) = processor.hosts["script-src"]
    return HttpResponse(PAGE.render(RequestContext(request, {"host": host})))


urlpatterns = [
    *i18n_patterns(path("<slug:society>/embed/", embed, name="embed")),
    *of_the_site,
]
