"""Pages of documents: the paper, the scan, the report; the change of term; posts that have no document."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chinese.dates import chinese_date
from core.office import documents
from core.office.scans import scan_response
from core.web.forms import Done, bound, run
from core.web.guards import require, require_safe_or_POST
from organizations import seats
from organizations.access import get_scoped
from organizations.models import Order
from organizations.orders import actions, papers, queries, rules
from organizations.orders.forms import TermForm
from organizations.orders.models import OrderKind
from organizations.orders.rules import Elected
from organizations.views import PAGE, VIEW, address_of, managed, tabs
from people.actions import create_person


def _found(request: HttpRequest, pk: int) -> Order:
    found: Order = get_scoped(Order.objects.select_related("organization"), request.user, see=VIEW, pk=pk)
    return found


@require(VIEW)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice or the reply as PDF, or as Word with ``?format=docx``."""
    order = _found(request, pk)
    return _sent(request, papers.paper(order), str(order))


@require(VIEW)
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of a change of term."""
    order = _found(request, pk)
    if order.kind != OrderKind.TERM:
        raise Http404
    return _sent(request, papers.report(order), f"{order.organization.name}第{order.session}届班子选举结果报告")


def _sent(request: HttpRequest, official: documents.Official, name: str) -> HttpResponse:
    word = request.GET.get("format") == "docx"
    content = documents.official_docx(official) if word else documents.official_pdf(official)
    return documents.download(content, f"{name}.{'docx' if word else 'pdf'}")


@require(VIEW)
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    order = _found(request, pk)
    return scan_response(order.scan, str(order))


@require(VIEW)
@require_safe
def undocumented(request: HttpRequest) -> HttpResponse:
    """Posts of today that no document names yet."""
    rows = queries.undocumented(request.user, VIEW, timezone.localdate())
    context = {"page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "tabs": tabs("organizations:registers")}
    return render(request, "organizations/orders/undocumented.html", context)


@require(VIEW)
@require_safe_or_POST
def term(request: HttpRequest, pk: int) -> HttpResponse:
    """The change of term of a whole body."""
    today = timezone.localdate()
    organization = managed(request, pk)
    if not rules.has_term(organization):
        raise Http404
    standing = actions.standing_on(organization, today)
    form = TermForm(
        bound(request),
        request.FILES or None,
        user=request.user,
        organization=organization,
        standing=standing,
        seats=seats.of(organization, today=today),
        session=queries.next_session(organization),
        today=today,
        initial={"seen": actions.shown_as(standing)},
    )

    def act(data: dict[str, Any]) -> Done:
        chosen = [
            Elected(position, create_person(by=request.user, **person) if isinstance(person, dict) else person)
            for position, person in data.pop("chosen")
        ]
        asked = {
            name: data[name] for name in ("on", "session", "basis", "entitled", "present", "result", "paper", "seen")
        }
        order = actions.change_term(by=request.user, organization=organization, chosen=chosen, today=today, **asked)
        until = queries.posts_in(order.begun)[0].term_ends_on
        end = f"，任期至{chinese_date(until)}" if until else ""
        return Done(address_of(organization), f"已办理第{order.session}届换届，{len(chosen)}人任职{end}")

    return run(request, form, act, lambda: _drawn(request, form, organization))


def _drawn(request: HttpRequest, form: TermForm, organization: Any) -> HttpResponse:
    context = {"form": form, "organization": organization}
    return render(request, "organizations/orders/term.html", context)
