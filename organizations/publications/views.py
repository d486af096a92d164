"""The page of a publication for anybody, the sheet to be posted, and the photographs of where it hung."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import qr
from core.office.images import photograph_response
from core.records import walls
from core.web.guards import public, require
from organizations.access import get_scoped
from organizations.models import Publication, PublicationPlace
from organizations.publications import rules
from organizations.ties import VIEW


@public
@require_safe
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """What is made public and until when, to anybody; after its period a notice keeps its outcome alone.

    Neither objections nor who raised them, nor a name of an account: one not begun or taken back is not there.
    """
    today = timezone.localdate()
    with walls.beyond("organizations.publication"):
        rows = Publication.objects.filter(withdrawn_on=None, starts_on__lte=today).select_related("organization")
        found = get_object_or_404(rows, pk=pk)
    context = {
        "publication": found,
        "running": today <= found.ends_on,
        "readable": found.stays or today <= found.ends_on,
        "state": rules.state_of(found, today),
    }
    return render(request, "organizations/publications/publication.html", context)


@require(VIEW)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet for the notice board, with the code of the public page."""
    rows = Publication.objects.select_related("organization")
    found = get_scoped(rows, request.user, see=VIEW, pk=pk)
    address = request.build_absolute_uri(reverse("organizations:publication", args=[found.pk]))
    context = {"publication": found, "code": qr.svg(address, title="公布页二维码", scale=5)}
    return render(request, "organizations/publications/sheet.html", context)


@require(VIEW)
@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photograph of a place, to whoever sees the publication."""
    place = get_scoped(PublicationPlace.objects.select_related("organization"), request.user, see=VIEW, pk=pk)
    return photograph_response(place.photo)
