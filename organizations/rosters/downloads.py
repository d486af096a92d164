"""The answer with a roster that goes out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.office import documents
from core.web.forms import press
from organizations.rosters.sending import EXPORT, send
from organizations.rosters.subject import Subject
from organizations.scoping import permissions_of


def sent(
    request: HttpRequest, subject: Subject, records: QuerySet[Any] | None = None, *, back: str, **told: Any
) -> HttpResponse:
    """The workbook of ``records`` (all of the user's scope, where None); 403 without export_data."""
    if EXPORT not in permissions_of(request.user):
        raise PermissionDenied("您没有导出数据的权限")
    name = f"{subject.label}{timezone.localdate():%Y%m%d}.xlsx"
    return press(
        request, lambda: documents.download(send(subject, by=request.user, records=records, **told), name), back=back
    )
