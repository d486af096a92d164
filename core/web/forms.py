"""One way from a form to an action and back, for every page.

A form that does not hold, or whose action a rule refuses, comes back as its page with all that was typed, the
reason at its field, status 422; a record that changed meanwhile answers 409 with both texts; what was done goes to
an address, with a sentence. A day whose year is a slip is refused in every form alike. A button without a form to keep
comes back to its page with the reason.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.forms import (
    BaseForm,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    FileInput,
    ModelChoiceField,
    PasswordInput,
)
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.html import conditional_escape

from core.chinese.dates import implausible
from core.chinese.names import normalize_title
from core.records.errors import RuleViolation, refusal
from core.records.overtaken import overtaken
from core.records.versions import Conflict, conflict_page

INVALID = 422
OVERTAKEN = "刚被别人办理过，请看最新内容后再办"


class TitleField(CharField):
    """The name of an organisation, unit, grid or building, kept as a roster would read it."""

    def to_python(self, value: Any) -> str:
        return normalize_title(super().to_python(value))


class Done(NamedTuple):
    """Where to go after an action (an address or the name of a page without arguments), and what to say there."""

    to: str
    message: str = ""


def put_error(form: BaseForm, violation: RuleViolation) -> None:
    """Show a rule's reason at its field, or on top when the form shows no such field."""
    form.add_error(violation.field if violation.field in form.fields else None, violation.message)


def check_plausible(value: date) -> None:
    """Validator of a field with a day or a moment: ValidationError outside ``core.chinese.dates.horizon`` of today."""
    day = date(value.year, value.month, value.day)  # of a moment the day as typed
    problem = implausible(day, today=timezone.localdate())
    if problem is not None:
        raise ValidationError(problem.message, code=problem.code)


def plausible_days(form: BaseForm) -> BaseForm:
    """Let every field with a day refuse a year that is a slip, before the form's own ``clean`` reckons with it.

    ``run`` does it for every form; call it for one that is checked elsewhere. Returns the form.
    """
    for field in form.fields.values():
        if isinstance(field, DateField | DateTimeField) and check_plausible not in field.validators:
            field.validators.append(check_plausible)
    return form


def go(request: HttpRequest, done: Done) -> HttpResponseRedirect:
    if done.message:
        messages.success(request, done.message)
    return HttpResponseRedirect(resolve_url(done.to))


def run(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[dict[str, Any]], Done],
    page: Callable[[], HttpResponse],
    *,
    back: str = "",
) -> HttpResponse:
    """``act(cleaned_data)`` for a valid form, in one transaction; else ``page()``, which draws form and errors.

    ``form`` is bound when the page was posted. ``back``: where the record is shown, for the page of a conflict. A page
    that no longer draws the form, its step being over, says on top what was not saved and what had been typed.
    """
    if form.is_bound and plausible_days(form).is_valid():
        try:
            with transaction.atomic():
                done = act(form.cleaned_data)
        except RuleViolation as violation:
            put_error(form, violation)
        except Conflict as conflict:
            return conflict_page(request, conflict, back=back or request.path, form=form)
        except DatabaseError as error:
            put_error(form, overtaken(error))
        else:
            return go(request, done)
    shown = page()
    if form.is_bound:
        if lost := _unsaid(form, shown):
            request.unsaved = lost  # type: ignore[attr-defined]  # read by frame/messages.html
            shown = page()
        shown.status_code = INVALID
    return shown


class Unsaved(NamedTuple):
    """What a page does not show of the form that was sent to it: reasons, and label and text of each field typed."""

    reasons: list[str]
    typed: list[tuple[str, str]]


def _unsaid(form: BaseForm, shown: HttpResponse) -> Unsaved | None:
    """What ``shown`` leaves out of a form with errors; None when it draws the form and says every reason."""
    if shown.streaming or not shown.get("Content-Type", "").startswith("text/html"):
        return None
    text = shown.content.decode(shown.charset)
    drawn = any(f'name="{field.html_name}' in text for field in form.visible_fields())
    reasons = [str(reason) for reasons in form.errors.values() for reason in reasons]
    missing = [reason for reason in reasons if conditional_escape(reason) not in text]
    if drawn and not missing:
        return None
    return Unsaved(missing if drawn else reasons, [] if drawn else list(_typed(form)))


def _typed(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Label and text of every visible field that was filled, as whoever filled it would read it."""
    for field in form.visible_fields():
        widget, value = field.field.widget, field.value()
        if isinstance(widget, PasswordInput | FileInput) or value in (None, "", [], False):
            continue
        values = [str(each) for each in (value if isinstance(value, list | tuple) else [value])]
        if isinstance(field.field, ModelChoiceField):
            queryset = field.field.queryset
            key = field.field.to_field_name or "pk"
            with suppress(ValueError, ValidationError):
                values = [str(each) for each in queryset.filter(**{f"{key}__in": values})] if queryset else []
        elif isinstance(field.field, ChoiceField):
            choices: Any = field.field.choices
            names: dict[Any, Any] = dict(flatten_choices(choices))
            values = [str(names.get(each, each)) for each in values]
        yield str(field.label), "是" if values == ["True"] else "、".join(values)


def press(request: HttpRequest, act: Callable[[], Done | HttpResponse], *, back: str) -> HttpResponse:
    """A button: ``act()``, in one transaction, tells where to go or answers with a page; what stands in its way is said
    on the page ``back``."""
    try:
        with transaction.atomic():
            done = act()
    except RuleViolation as violation:
        messages.error(request, violation.message)
    except Conflict:
        messages.error(request, OVERTAKEN)
    except DatabaseError as error:
        messages.error(request, overtaken(error).message)
    else:
        return go(request, done) if isinstance(done, Done) else done
    return HttpResponseRedirect(resolve_url(back))


def shut(request: HttpRequest, check: Callable[[], object], *, back: str) -> HttpResponseRedirect | None:
    """A page that a rule keeps shut sends to ``back`` with the reason; None when it may be opened."""
    reason = refusal(check)
    if not reason:
        return None
    messages.error(request, reason)
    return HttpResponseRedirect(resolve_url(back))


@contextmanager
def refused_at(form: BaseForm) -> Iterator[None]:
    """One transaction; what a rule refuses inside stands at its field, and nothing was written."""
    try:
        with transaction.atomic():
            yield
    except RuleViolation as violation:
        put_error(form, violation)


def bound(request: HttpRequest) -> Any:
    """The data of a form on a page that is also read: what was posted (even nothing), or None."""
    return request.POST if request.method == "POST" else None
