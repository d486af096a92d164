"""Charts: valid SVG without styles, texts escaped, unknown values never drawn as zero."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from core.office import charts
from core.office.charts import Bar, Part, Series, drawing

MONTHS = [f"{month}月" for month in range(1, 13)]
values = st.lists(st.none() | st.floats(-1e6, 1e9, allow_nan=False), max_size=12)


def _parse(svg: str) -> ET.Element:
    assert isinstance(svg, SafeString)
    assert "style" not in svg.lower()
    assert "nan" not in svg and "inf" not in svg
    root = ET.fromstring(svg)
    assert root.get("role") in ("img", "group")
    assert root.find("{http://www.w3.org/2000/svg}title") is not None
    return root


def _all(root: ET.Element, name: str) -> list[ET.Element]:
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{name}")


HOSTILE = '<script>alert("x")</script>&\''


@pytest.mark.parametrize(
    "svg",
    [
        charts.line_chart(
            [HOSTILE], [Series(HOSTILE, [1])], title=HOSTILE, target=2, target_label=HOSTILE, unit=HOSTILE
        ),
        charts.bar_chart([Bar(HOSTILE, 1, HOSTILE, HOSTILE)], title=HOSTILE, target=1, unit=HOSTILE),
        charts.column_chart([Bar(HOSTILE, 1, HOSTILE)], title=HOSTILE, target=1),
        charts.stacked_bar([Part(HOSTILE, 1, HOSTILE)], title=HOSTILE),
        charts.pyramid([HOSTILE], Series(HOSTILE, [1]), Series(HOSTILE, [2]), title=HOSTILE),
        charts.score_bar(1, 2, title=HOSTILE),
        charts.progress(1, 2, title=HOSTILE),
        charts.sparkline([1, 2], title=HOSTILE),
    ],
)
def test_texts_are_escaped(svg):
    _parse(svg)
    assert "<script" not in svg


@given(st.lists(values, max_size=5), st.none() | st.floats(0, 1e6))
def test_line_chart_draws_whatever_it_is_given(lines, target):
    root = _parse(
        charts.line_chart(MONTHS, [Series(str(i), line) for i, line in enumerate(lines)], title="t", target=target)
    )
    known = sum(value is not None for line in lines for value in line)
    assert len(_all(root, "circle")) == known


def test_missing_month_is_a_gap():
    root = _parse(charts.line_chart(MONTHS[:6], [Series("到会率", [80, 82, None, 85, 86, 90])], title="t"))
    assert [len(line.get("points").split()) for line in _all(root, "polyline")] == [2, 3]


def test_a_month_that_is_not_over_is_dashed_hollow_and_said_below_its_label():
    root = _parse(charts.line_chart(MONTHS, [Series("率", [50] * 12)], title="t", unfinished="未满月"))
    whole, dashed = _all(root, "polyline")
    assert len(whole.get("points").split()) == 11 and not whole.get("stroke-dasharray")
    assert len(dashed.get("points").split()) == 2 and dashed.get("stroke-dasharray")
    assert [dot.get("fill") for dot in _all(root, "circle")].count("#ffffff") == 1
    labels = [text for text in _all(root, "text") if text.text in (*MONTHS, "未满月")]
    places = [(float(text.get("x")), float(text.get("y")), drawing.text_width(text.text, 12)) for text in labels]
    for x, y, width in places:
        assert all(abs(x - a) >= (width + w) / 2 for a, b, w in places if b == y and a != x), "labels cover each other"
    assert len(labels) == 13


def test_target_is_a_dashed_line_with_its_name():
    svg = charts.line_chart(MONTHS[:2], [Series("率", [80, 90])], title="t", target=95)
    assert "stroke-dasharray" in svg and "目标" in svg


def test_labels_at_the_end_do_not_cover_each_other():
    lines = [Series(name, [50, 80.0 + n / 10]) for n, name in enumerate("甲乙丙丁")]
    root = _parse(charts.line_chart(["1月", "2月"], lines, title="t", target=80))
    ends = sorted(float(t.get("y")) for t in _all(root, "text") if re.match("[甲乙丙丁目]", t.text))
    assert len(ends) == 5
    assert all(second - first >= 12 for first, second in zip(ends, ends[1:], strict=False))


@given(values, st.none() | st.floats(0, 1e9), st.booleans())
def test_bars_draw_whatever_they_are_given(numbers, target, lower):
    bars = [Bar(f"第{n}街道", value) for n, value in enumerate(numbers)]
    for draw in (charts.bar_chart, charts.column_chart):
        root = _parse(draw(bars, title="t", target=target, lower_is_better=lower))
        for rect in _all(root, "rect"):
            assert float(rect.get("width")) >= 0
            assert float(rect.get("height")) >= 0


def test_unknown_is_hatched_and_says_so():
    svg = charts.bar_chart([Bar("甲", None), Bar("乙", 0)], title="t")
    assert "url(#hatch" in svg and "未知" in svg
    assert "url(#hatch" in charts.score_bar(None, 20, title="t")


def test_two_charts_on_a_page_do_not_share_ids():
    first, second = (charts.bar_chart([Bar("甲", None)], title="t") for _ in range(2))
    assert set(re.findall(r'id="([^"]+)"', first)).isdisjoint(re.findall(r'id="([^"]+)"', second))


def test_bar_opens_its_records():
    root = _parse(charts.bar_chart([Bar("甲", 3, "/members/?a=1&b=2")], title="t", unit="人"))
    [link] = _all(root, "a")
    assert link.get("href") == "/members/?a=1&b=2"
    assert link.get("aria-label") == "甲 3人"
    assert root.get("role") == "group"


def test_bar_shows_whether_the_target_is_reached():
    svg = charts.bar_chart([Bar("甲", 46), Bar("乙", 44)], title="t", target=45, lower_is_better=True)
    assert svg.count('class="good"') == 2  # one bar and the line
    assert svg.count('class="c1"') == 1


def test_progress_is_full_only_when_all_is_done():
    widths = [
        float(_all(_parse(charts.progress(done, 1000, title="t")), "rect")[-1].get("width")) for done in (1, 999, 1000)
    ]
    assert 0 < widths[0] < widths[1] < widths[2] == 240


def test_stacked_bar_adds_up():
    root = _parse(charts.stacked_bar([Part("男", 914), Part("女", 248), Part("未填", 0)], title="t", unit="人"))
    texts = [text.text for text in _all(root, "text")]
    assert "男 914人（78.7%）" in texts and "女 248人（21.3%）" in texts
    assert "未填 0人（0.0%）" in texts


@given(st.floats(0.001, 1e12))
def test_axis_holds_its_largest_value_in_few_round_steps(largest):
    top, step = drawing.round_top(largest)
    assert top >= largest * 0.999999
    assert 2 <= top / step <= 6


def test_figures_as_offices_print_them():
    assert [charts.number_text(n) for n in (1162, 83.14, 0, None)] == ["1,162", "83.1", "0", "未知"]


def test_empty_charts_say_so():
    for svg in (
        charts.line_chart(MONTHS, [], title="t"),
        charts.bar_chart([], title="t"),
        charts.column_chart([], title="t"),
        charts.stacked_bar([], title="t"),
    ):
        assert "还没有数据" in svg
    _parse(charts.sparkline([], title="t"))
    _parse(charts.pyramid([], Series("男", []), Series("女", []), title="t"))
