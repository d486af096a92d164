"""Every POST is asked what its page had shown, when a step is taken; who saw something else reads both texts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from core.records import shown

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_NOT_AGAIN = ("csrfmiddlewaretoken",)


class SeenMiddleware:
    """Sets what the form carried for ``core.records.shown``, and answers Unseen with the page of both texts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST":
            return self.get_response(request)
        with shown.posted(lambda: request.POST.getlist(shown.FIELD)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unseen_page(request, exception) if isinstance(exception, shown.Unseen) else None


def unseen_page(request: HttpRequest, unseen: shown.Unseen) -> HttpResponse:
    """Answer 409: what was shown and what stands now, and a button that takes the step on what stands now.

    Everything that was typed goes along; nothing was written.
    """
    again = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_AGAIN and not (name == shown.FIELD and _is_of(value, unseen))
    ]
    came_from = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    context = {
        "differences": unseen.differences,
        "carried": any(each.posted for each in unseen.differences),
        "record": str(unseen.instance),
        "record_kind": unseen.instance._meta.verbose_name,
        "again": [*again, (shown.FIELD, unseen.token)],
        "back": came_from if safe else "/",
        "layout": "base.html" if getattr(request.user, "is_authenticated", False) else "phone.html",
    }
    return render(request, "core/unseen.html", context, status=409)


def _is_of(token: str, unseen: shown.Unseen) -> bool:
    found, stored = shown.read(token), shown.read(unseen.token)
    return found is not None and stored is not None and found[0] == stored[0]
