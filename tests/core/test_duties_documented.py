"""docs/calendar.md lists every duty of the portal with the line that it serves, and nothing else."""

import re
from pathlib import Path

from core.web.home import lists

LINES, _, DUTIES = Path("docs/calendar.md").read_text(encoding="utf-8").partition("## The duties of the portal")
ROWS = re.findall(r"^\| `([a-z_.]+)` \| (.+?) \| `(.+?)` \|$", DUTIES, re.MULTILINE)


def test_every_duty_is_listed_once_and_every_listed_one_exists() -> None:
    assert sorted(key for key, _line, _file in ROWS) == sorted(lists().duty)


def test_each_serves_a_line_of_the_calendar_and_stands_where_it_says() -> None:
    for key, line, file in ROWS:
        named = re.match(r"`([a-z_.]+)`", line)
        assert line.startswith("–") or (f"| `{named[1]}` |" if named else line) in LINES, key
        assert Path(file).exists(), key


def test_every_line_of_the_calendar_is_served_or_named_as_waiting() -> None:
    lines = set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", LINES, re.MULTILINE))
    served = {key for _key, line, _file in ROWS for key in re.findall(r"`([a-z_.]+)`", line)}
    waiting = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", DUTIES.partition("Lines above without")[2]))
    assert lines == served | waiting and not served & waiting
