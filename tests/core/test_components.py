"""The frame, the components and the rendering of forms, as every page uses them."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template, engines
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.translation import gettext
from django_cotton.compiler_regex import CottonCompiler

from core.templatetags import portal
from core.web.views_display import GalleryForm

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
FORBIDDEN = (" style=", "<style", " onclick=", " onchange=", " onsubmit=", "javascript:")


class DraftForm(forms.Form):
    subject = forms.CharField(label="主题", help_text="写进标题")
    due_on = forms.DateField(label="截止", required=False)
    held_at = forms.DateTimeField(label="时间", required=False)
    absent = forms.MultipleChoiceField(
        label="请假", required=False, choices=[("1", "甲"), ("2", "乙")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="已核对")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def flat(html: str) -> str:
    """As a browser reads it: line breaks and indentation are one space."""
    return " ".join(html.split())


def draw(source: str, **context: Any) -> str:
    compiled = CottonCompiler().process(source)  # what the loader does with a file
    return flat(engines["django"].from_string(compiled).render(context, RequestFactory().get("/list/?q=a&page=3")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_template_compiles_and_has_nothing_inline(path: Path) -> None:
    get_template(path.relative_to(Path(settings.BASE_DIR, "templates")).as_posix())
    text = path.read_text()
    assert [each for each in FORBIDDEN if each in text] == []
    assert "<script>" not in text


def test_required_field_has_label_help_and_error_linked_to_its_input() -> None:
    html = flat(str(DraftForm({"subject": ""})))
    assert '<label for="id_subject">主题<span class="required">必填</span></label>' in html
    assert 'id="id_subject_helptext"' in html
    assert 'id="id_subject_error"' in html
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="form-control ' in html


def test_error_summary_counts_and_links_every_error() -> None:
    html = flat(str(DraftForm({"subject": "", "due_on": "明天"})))
    assert "有 3 处需要修改" in html
    for target in ("#id_subject", "#id_due_on", "#id_agreed"):
        assert f'href="{target}"' in html


def test_form_without_errors_shows_no_summary() -> None:
    assert "error-summary" not in str(DraftForm())


def test_date_inputs_are_native_and_carry_iso_values() -> None:
    form = DraftForm(initial={"due_on": date(2026, 11, 22), "held_at": datetime(2026, 11, 22, 14, 30)})  # noqa: DTZ001 a cell, or an input, has no zone
    html = flat(str(form))
    assert '<input type="date" name="due_on" value="2026-11-22"' in html
    assert '<input type="datetime-local" name="held_at" value="2026-11-22T14:30"' in html


@pytest.mark.parametrize("written", ["2026-11-22", "2026/11/22", "2026.11.22", "2026年11月22日", "20261122"])
def test_date_field_reads_what_offices_write(written: str) -> None:
    form = DraftForm({"subject": "x", "agreed": "on", "due_on": written})
    assert form.is_valid()
    assert form.cleaned_data["due_on"] == date(2026, 11, 22)


def test_datetime_local_value_is_read_back() -> None:
    form = DraftForm({"subject": "x", "agreed": "on", "held_at": "2026-11-22T14:30"})
    assert form.is_valid()
    assert timezone.localtime(form.cleaned_data["held_at"]).hour == 14


def test_choices_stand_in_a_fieldset_with_legend() -> None:
    html = flat(str(DraftForm()))
    assert "<legend>请假</legend>" in html
    assert html.count('class="form-check-input ') == 3


def test_hidden_field_gets_no_frame() -> None:
    html = flat(str(DraftForm(initial={"token": "t"})))
    assert '<input type="hidden" name="token" value="t" id="id_token">' in html


def test_one_field_renders_as_a_group() -> None:
    assert 'for="id_subject"' in DraftForm()["subject"].as_field_group()


def test_typed_text_is_escaped_everywhere() -> None:
    html = flat(str(DraftForm({"subject": '"><b>x'})))
    html += draw(
        '<c-sheet title="{{ t }}" note="{{ t }}"><c-due><c-due-item title="{{ t }}" note="{{ t }}" href="/x" />'
        '</c-due></c-sheet><c-figure label="{{ t }}" value="{{ t }}" /><c-state>{{ t }}</c-state>'
        '<c-tabs :items="tabs" /><c-masked value="{{ t }}" href="/x" />',
        t="<b>x",
        tabs=[{"label": "<b>x", "url": "/"}],
    )
    assert "<b>x" not in html
    assert "&lt;b&gt;x" in html


def test_component_does_not_see_the_page_around_it() -> None:
    assert "外面" not in draw('<c-figure label="数" value="1" />', note="外面", href="外面", state="外面")


def test_due_item_says_late_today_and_coming() -> None:
    today = timezone.localdate()
    late = draw('<c-due-item :date="day" title="x" />', day=today - timedelta(2))
    assert 'class="late"' in late and "已过 2 天" in late
    now = draw('<c-due-item :date="day" title="x" />', day=today)
    assert 'class="today"' in now and "今天" in now
    assert 'class=""' in draw('<c-due-item :date="day" title="x" />', day=today + timedelta(1))


def test_due_item_button_names_its_subject() -> None:
    html = draw('<c-due-item title="记录主题党日" href="/x" action="去记录" primary="1" />')
    words = '去记录<span class="visually-hidden">：记录主题党日</span>'
    assert f'<a class="btn btn-primary" href="/x"> {words}</a>' in html


def test_pagination_keeps_the_filter_and_names_the_total() -> None:
    pages = Paginator(range(100), 10)
    html = draw('<c-pagination :page="page" :total="100" what="人" />', page=pages.page(3))
    assert 'href="?q=a&amp;page=4"' in html and 'href="?q=a&amp;page=2"' in html
    assert "第 3 页，共 10 页 · 100 人" in html


def test_sorted_column_turns_round() -> None:
    assert "sort=-name" in draw('<c-sort label="姓名" name="name" current="name" />')
    html = draw('<c-sort label="姓名" name="name" current="-name" />')
    assert 'aria-sort="descending"' in html and "sort=name" in html


def test_score_row_draws_its_share_and_opens_its_records() -> None:
    html = draw('<c-score-row label="党员队伍好" value="17.6" max="20" href="/why" :goal="18" />')
    assert 'href="/why"' in html
    assert '<rect class="fill" width="88.0" height="10"/>' in html
    assert 'x1="90.0"' in html
    assert "17.6<small> / 20</small>" in html
    assert " full" in draw('<c-bar value="20" max="20" />')


def test_confirm_and_post_carry_the_token() -> None:
    html = draw(
        '<c-confirm action="/go" label="退回" reason="原因" reason_required="1" /><c-post action="/p">x</c-post>'
    )
    assert html.count("csrfmiddlewaretoken") == 2
    assert 'name="reason" maxlength="200" required' in html


def test_month_marks_today_and_events() -> None:
    today = timezone.localdate()
    html = draw(
        '{% month_weeks today marks as weeks %}<c-month :weeks="weeks" label="本月" />',
        today=today,
        marks={today: {"url": "/x", "title": "主题党日"}},
    )
    assert html.count("<tr>") in (5, 6, 7)
    assert '<a href="/x">' in html and "主题党日" in html
    assert " today has" in html or "today has" in html


def test_month_takes_given_days_off() -> None:
    weeks = portal.month_weeks(date(2026, 10, 1), days_off=[date(2026, 10, 1)])
    days = {day["date"]: day for week in weeks for day in week}
    assert days[date(2026, 10, 1)]["off"] and not days[date(2026, 10, 10)]["off"]


def test_conflict_shows_both_texts() -> None:
    html = draw(
        '<c-conflict :fields="rows" by="杜桂芳" />', rows=[{"label": "地点", "stored": "201 室", "posted": "301 室"}]
    )
    assert "201 室" in html and "301 室" in html and "杜桂芳" in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [(14206, "14,206"), ("43.60", "43.6"), (None, "—"), (0, "0"), ("未知", "未知"), (100, "100"), ("1200", "1,200")],
)
def test_number_reads_as_offices_write_it(value: Any, shown: str) -> None:
    assert portal.number(value) == shown


def test_number_with_places_keeps_them() -> None:
    assert portal.number("96", 1) == "96.0"


@pytest.mark.parametrize(
    ("got", "full", "share"), [(17.6, 20, "88.0"), (25, 20, "100.0"), (-1, 20, "0.0"), (1, 0, "0")]
)
def test_share_stays_inside_the_bar(got: float, full: float, share: str) -> None:
    assert portal.of(got, full) == share


def test_query_replaces_removes_and_keeps() -> None:
    context = Context({"request": RequestFactory().get("/?q=赵&page=3&kind=a&kind=b")})
    html = Template("{% query page=None sort='name' %}").render(context)
    assert html == "?q=%E8%B5%B5&amp;kind=a&amp;kind=b&amp;sort=name"


def test_dates_read_as_in_an_office() -> None:
    assert portal.day(date(2026, 11, 22)) == "11 月 22 日"
    assert portal.long_day(date(2026, 11, 22)) == "2026 年 11 月 22 日 星期日"
    assert draw("{{ d }}", d=date(2026, 11, 2)) == "2026-11-02"
    assert portal.day(None) == "—"


def test_elder_mode_is_remembered_and_left_again(client: Client) -> None:
    answer = client.post("/core/display-mode/", {"mode": "elder", "next": "/accounts/login/"})
    assert answer.status_code == 302 and answer["Location"] == "/accounts/login/"
    assert 'data-mode="elder"' in client.get("/accounts/login/").content.decode()
    client.post("/core/display-mode/", {"mode": "standard", "next": "/accounts/login/"})
    assert 'data-mode="elder"' not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_elder_switch_does_not_lead_away(client: Client, address: str) -> None:
    assert client.post("/core/display-mode/", {"mode": "elder", "next": address})["Location"] == "/"


def test_elder_switch_is_not_a_link(client: Client) -> None:
    assert client.get("/core/display-mode/").status_code == 405


def test_sign_in_page_asks_for_two_things(client: Client) -> None:
    html = client.get("/accounts/login/").content.decode()
    assert "用户名或手机号" in html and 'autocomplete="current-password"' in html
    assert '<html lang="zh-Hans">' in html


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("400", "读不懂"),
        ("403", "权限"),
        ("404", "没有找到"),
        ("429", "频繁"),
        ("500", "出了点问题"),
        ("403_csrf", "过期"),
    ],
)
def test_error_page_says_what_to_do_and_needs_no_context(name: str, words: str) -> None:
    html = render_to_string(f"{name}.html")
    assert words in html and 'href="/"' in html


def test_refusal_shows_its_reason() -> None:
    assert "您可以查看" in render_to_string("403.html", {"exception": "您可以查看，但没有办理的权限"})


def test_gallery_is_not_for_visitors(client: Client) -> None:
    assert client.get("/core/gallery/").status_code == 404


def test_gallery_form_shows_a_field_of_each_kind() -> None:
    html = flat(str(GalleryForm({})))
    for kind in ("date", "datetime-local", "number", "file", "radio", "checkbox"):
        assert f'type="{kind}"' in html
    assert "<textarea" in html and 'class="form-select ' in html


def test_page_frame_has_skip_link_landmarks_and_one_heading() -> None:
    request: HttpRequest = RequestFactory().get("/")
    html = render_to_string("base.html", {}, request)
    assert '<a class="skip" href="#main">' in html
    assert html.count("<h1>") == 1 and '<main class="page" id="main"' in html


def test_own_words_replace_those_of_the_libraries() -> None:
    source = Path(settings.BASE_DIR, "locale/zh_Hans/LC_MESSAGES/django.po").read_text()
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.MULTILINE)
    assert len(pairs) > 50
    for english, chinese in pairs:  # also fails when django.mo was not compiled again (msgfmt)
        assert gettext(english.replace('\\"', '"')) == chinese.replace('\\"', '"')
