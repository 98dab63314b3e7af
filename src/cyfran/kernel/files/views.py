"""Files are downloaded, never shown inside our own pages' origin as documents."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.files.queries import may_read
from cyfran.kernel.societies.requests import SocietyRequest


def download(request: SocietyRequest, file_id: int) -> HttpResponse:
    """The file, to whoever may read it; 404 to anybody else."""
    file = (
        StoredFile.objects.select_related("content")
        .filter(society=request.society, pk=file_id)
        .first()
    )
    if file is None or not may_read(request.actor, file) or file.content.body is None:
        raise Http404(_("There is no such file."))
    response = HttpResponse(bytes(file.content.body), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"  # by itself, whatever the settings say
    return response
