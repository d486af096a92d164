"""The runner of forms: 422 with what was typed, a sentence when it is done, nothing half written."""

from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import RequestFactory

from core.chinese.dates import add_years
from core.models import WorkDay
from core.records.errors import RuleViolation
from core.web.forms import Done, bound, press, run


class Reason(forms.Form):
    reason = forms.CharField(max_length=5)


class Term(forms.Form):
    since = forms.DateField()
    at = forms.DateTimeField(required=False)

    def clean(self) -> Any:
        data = super().clean()
        if data and data.get("since"):
            data["until"] = add_years(data["since"], 5)
            data["before"] = add_years(data["since"], -5)
        return data


def request_of(method: str, **data: str) -> HttpRequest:
    request = getattr(RequestFactory(), method)("/", data)
    SessionMiddleware(lambda request: HttpResponse()).process_request(request)
    MessageMiddleware(lambda request: HttpResponse()).process_request(request)
    return request  # type: ignore[no-any-return]


def shown(form: forms.Form) -> HttpResponse:
    return HttpResponse(form.as_p())


def refuse(field: str | None) -> Any:
    def act(data: dict[str, Any]) -> Done:
        WorkDay.objects.create(date="2031-01-01", working=False, source="test")
        raise RuleViolation("no", "这样不行", field=field)

    return act


@pytest.mark.django_db
def test_a_form_that_is_read_is_shown() -> None:
    request = request_of("get")
    form = Reason(bound(request))
    assert run(request, form, refuse(None), lambda: shown(form)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "长得放不下了"])
def test_an_invalid_form_comes_back_with_what_was_typed(typed: str) -> None:
    request = request_of("post", reason=typed) if typed else request_of("post")
    form = Reason(bound(request))
    answer = run(request, form, refuse(None), lambda: shown(form))
    assert answer.status_code == 422 and typed in answer.content.decode() and form.errors["reason"]


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "where"), [("reason", "reason"), ("elsewhere", "__all__"), (None, "__all__")])
def test_a_refusal_stands_at_its_field_and_nothing_is_half_written(field: str | None, where: str) -> None:
    request = request_of("post", reason="补记")
    form = Reason(bound(request))
    answer = run(request, form, refuse(field), lambda: shown(form))
    assert answer.status_code == 422 and form.errors[where] == ["这样不行"]
    assert not WorkDay.objects.filter(date="2031-01-01").exists()


class Answer(forms.Form):
    text = forms.CharField(label="答复")
    kind = forms.ChoiceField(label="类别", choices=[("", "—"), ("road", "道路")])
    secret = forms.CharField(label="密码", widget=forms.PasswordInput, required=False)


@pytest.mark.django_db
def test_a_page_that_no_longer_draws_the_form_says_what_was_not_saved_and_what_was_typed() -> None:
    request = request_of("post", text="已派人<修理>", kind="road", secret="s3cret")
    form = Answer(bound(request))
    answer = run(request, form, refuse(None), lambda: render(request, "frame/messages.html", {}))
    text = answer.content.decode()
    assert answer.status_code == 422 and "没有保存" in text and "这样不行" in text
    assert "已派人&lt;修理&gt;" in text and "道路" in text and "s3cret" not in text


@pytest.mark.django_db
def test_a_reason_that_the_page_of_the_form_leaves_out_is_said_on_top() -> None:
    request = request_of("post", text="已派人", kind="road")
    form = Answer(bound(request))

    def page() -> HttpResponse:
        fields = "".join(str(field) for field in form)  # without the errors
        return HttpResponse(render(request, "frame/messages.html", {}).content + fields.encode())

    text = run(request, form, refuse(None), page).content.decode()
    assert text.count("这样不行") == 1 and "您填写的是" not in text


@pytest.mark.django_db
def test_a_page_that_draws_form_and_reason_says_nothing_twice() -> None:
    request = request_of("post", text="已派人", kind="")
    form = Answer(bound(request))
    answer = run(request, form, refuse(None), lambda: shown(form))
    assert answer.status_code == 422 and not hasattr(request, "unsaved")


@pytest.mark.django_db
def test_what_is_done_goes_on_with_a_sentence() -> None:
    request = request_of("post", reason="补记")
    form = Reason(bound(request))
    answer = run(request, form, lambda data: Done("core:inbox", f"已登记{data['reason']}"), lambda: shown(form))
    assert answer.status_code == 302 and answer["Location"] == "/inbox/"
    assert [str(each) for each in get_messages(request)] == ["已登记补记"]


@pytest.mark.django_db
def test_a_button_that_is_refused_says_why_on_its_page() -> None:
    request = request_of("post")
    answer = press(request, lambda: refuse(None)({}), back="core:inbox")
    assert answer.status_code == 302 and answer["Location"] == "/inbox/"
    assert [str(each) for each in get_messages(request)] == ["这样不行"]
    assert not WorkDay.objects.filter(date="2031-01-01").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["0001", "1900", "2226", "9999"])
@pytest.mark.parametrize("name", ["since", "at"])
def test_a_year_that_is_a_slip_is_refused_at_its_field_before_the_form_reckons_with_it(name: str, year: str) -> None:
    typed = {"since": "2026-11-25", "at": "2026-11-25 09:00"} | {name: f"{year}-11-25"}
    form = Term(bound(request_of("post", **typed)))
    answer = run(request_of("post"), form, lambda data: pytest.fail("must not act"), lambda: shown(form))
    assert answer.status_code == 422 and typed[name] in answer.content.decode()
    assert list(form.errors) == [name] and "请核对年份" in form.errors[name][0]
