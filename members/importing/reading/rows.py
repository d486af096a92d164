"""What the cells of one row say together: one cause, one finding."""

from collections.abc import Callable, Container
from datetime import date
from typing import Any, NamedTuple

from core.chinese import dates, idnumber
from core.chinese.dates import ParsedDate
from core.chinese.idnumber import ResidentNumber
from core.chinese.names import Name
from core.chinese.problem import Problem, quoted
from members.importing import vocabulary
from members.importing.reading.findings import ERROR, QUESTION, WARNING, Finding, Rules
from members.models import Membership
from members.rules import probation_months

TEXT_LENGTH, REMARK_LENGTH = 120, 200
RECENT_MONTHS = 24
"""Probation and its longest extension: see `RowCheck._dates`."""


class Row(NamedTuple):
    """One row, parsed. A cell is a value, `None` when empty, or a `Problem`."""

    number_of_row: int
    name: Name
    sex: Any
    ethnicity: Any
    birth: Any
    number: Any
    education: Any
    joined: Any
    full: Any
    branch: Any
    status: Any
    member_class: Any
    occupation: str
    phone: Any
    address: str
    remark: str
    standing: str | None
    left: str | None
    lost: str | None


class RowCheck:
    """Checks the rows of one roster; ``titles`` are its own words for the columns, ``written`` those it has."""

    def __init__(self, sheet: str, titles: dict[str, str], written: Container[str], rules: Rules) -> None:
        self.sheet, self.titles, self.written, self.rules = sheet, titles, written, rules
        self.waited = _Waited(rules)

    def findings(self, row: Row) -> list[Finding]:
        """What is wrong in a row. A cause is named once: what follows from it is not."""
        return [] if self.is_plain(row) else self.looked_at(row)

    def is_plain(self, row: Row) -> bool:
        """One look at an ordinary row, of which there is nothing to say (`looked_at` would find nothing)."""
        number, birth, joined, full, rules = row.number, row.birth, row.joined, row.full, self.rules
        return (
            row.name.problem is None
            and type(number) is ResidentNumber
            and type(birth) is type(joined) is type(full) is ParsedDate
            and type(row.branch) is int
            and row.sex is number.sex
            and birth.date == number.birth <= rules.today
            and not (birth.remark or joined.remark or full.remark or joined.ambiguous or full.ambiguous)
            and joined.last.year - number.birth.year > rules.age_min
            and joined.date <= full.last
            and self.waited[joined] <= full.last
            and joined.date <= rules.today >= full.date
            and Problem not in (type(row.status), type(row.ethnicity), type(row.education))
            and Problem not in (type(row.member_class), type(row.phone))
            and not (row.standing or row.left or row.lost or row.remark)
            and len(row.occupation) <= TEXT_LENGTH
            and not number.warning
        )

    def looked_at(self, row: Row) -> list[Finding]:
        found: list[Finding] = []
        rules = self.rules

        def say(column: str, code: str, message: str, kind: str = ERROR) -> None:
            found.append(Finding(self.sheet, row.number_of_row, self.titles[column], code, message, kind))

        if row.name.problem is not None:
            code, message = row.name.problem
            say("name", code, message, ERROR if code != "name-doubtful" else WARNING if row.name.kept else QUESTION)
        number = row.number
        if number is None:
            say("number", "missing", "没有填公民身份号码")
        elif type(number) is Problem:
            say("number", number.code, number.message, QUESTION if number.code in _MASKED else ERROR)
        elif number.birth > rules.today:
            say("number", "number-birth", "公民身份号码中的出生日期还没有到，请核对")
        elif number.warning:
            say("number", "number-area", number.warning, WARNING)
        if row.branch is None:
            say("branch", "missing", "没有填所在党支部")
        for column, value in (
            ("branch", row.branch),
            ("birth", row.birth),
            ("joined", row.joined),
            ("full", row.full),
            ("status", row.status),
        ):
            if type(value) is Problem:
                say(column, value.code, value.message)
        for column, value in (
            ("sex", row.sex),
            ("ethnicity", row.ethnicity),
            ("education", row.education),
            ("member_class", row.member_class),
            ("phone", row.phone),
        ):
            if type(value) is Problem and value.code != vocabulary.LEFT:
                say(column, value.code, value.message, WARNING)
        self._standing(row, say)
        if len(row.occupation) > TEXT_LENGTH:
            say("occupation", "too-long", f"最多{TEXT_LENGTH}个字，现在有{len(row.occupation)}个")
        if len(row.remark) > REMARK_LENGTH:
            say("remark", "too-long", f"最多{REMARK_LENGTH}个字，现在有{len(row.remark)}个")
        birth: date | None = None
        if type(number) is ResidentNumber:
            birth = number.birth
            if type(row.sex) is not Problem and row.sex is not None and row.sex != number.sex:
                say(
                    "sex",
                    "number-contradicts-sex",
                    f"性别填的是“{row.sex.label}”，公民身份号码上是“{number.sex.label}”",
                )
            if type(row.birth) is ParsedDate and _differs_by_day(row.birth, birth):
                say("birth", "birth-day-doubtful", _DAY_DOUBTFUL, WARNING)
            elif type(row.birth) is ParsedDate and not _same_birth(row.birth, birth):
                say(
                    "birth",
                    "number-contradicts-birth",
                    "出生年月与公民身份号码上的出生日期不一致，请核对是哪一个写错了",
                )
                birth = None  # one of the two is wrong: no age is computed from it
        elif type(row.birth) is ParsedDate:
            birth = row.birth.date  # the first day it can mean: nobody is made younger than they are
        self._dates(row, birth, say)
        return found

    def _dates(self, row: Row, birth: date | None, say: Callable[..., None]) -> None:
        """Joining and conversion (requirements.md, decision 6).

        Conversion before joining is an error, except for those who joined within the last two years: rosters of
        offices then hold the day on which the conversion is due or was discussed, and the answers beside the shared
        messy roster let such rows pass. The row is taken in without that date, as without one that has not come yet,
        and the cell is listed as a warning.
        """
        rules = self.rules
        joined = row.joined if type(row.joined) is ParsedDate else None
        full = row.full if type(row.full) is ParsedDate else None
        for column, written in (("birth", row.birth), ("joined", joined), ("full", full)):
            if type(written) is ParsedDate and written.remark:
                say(column, "date-remark", _remark(written), WARNING)
        if joined is None:
            if row.joined is None:
                say("joined", "joined-unknown", "没有填入党时间，党龄和按时点统计会缺少此人", WARNING)
            return
        if joined.date > rules.today:
            say("joined", "date-order", "入党时间晚于今天")
            return
        for column, either in (("joined", joined), ("full", full)):
            if either is not None and either.ambiguous:
                message = f"按{dates.chinese_date(either.date, 'month')}导入，请核对是1月还是10月"
                say(column, "date-ambiguous", message, WARNING)
        if birth is not None and joined.last < birth:
            say("joined", "date-order", "入党时间早于出生日期，请核对")
            return
        if birth is not None and joined.last < dates.add_years(birth, rules.age_min):
            if joined.date >= rules.age_asked_from:
                say("joined", "joined-under-age", f"入党时不满{rules.age_min}周岁，请核对入党时间和出生日期")
            else:
                say(
                    "joined",
                    "joined-under-age",
                    f"入党时不满{rules.age_min}周岁；{dates.chinese_date(rules.age_asked_from)}以前入党的可能属实，请核对",
                    WARNING,
                )
        if full is None:
            if row.status == Membership.Status.PROBATIONARY and _months_on(joined, RECENT_MONTHS) < rules.today:
                say("status", "probation-long", "预备期已超过两年，请核对是否已经转正", WARNING)
            elif row.status is None and row.full is None and not is_on_probation(joined.date, rules):
                self._guessed(joined, say)
            return
        if full.last < joined.date:
            if _is_recent(joined, rules):
                say("full", "full-date-doubtful", "转正时间早于入党时间，这个日期先不导入，请核对", WARNING)
            else:
                say("full", "date-order", "转正时间早于入党时间")
        elif full.date > rules.today:
            say("full", "full-in-future", "转正时间还没有到，这个日期先不导入，请核对", WARNING)
        elif full.last < _months_on(joined, months := _least_probation(joined, rules)):
            say("full", "probation-short", f"转正时间距入党时间不足{months}个月，请核对", WARNING)

    def _guessed(self, joined: ParsedDate, say: Callable[..., None]) -> None:
        """Neither the status nor the conversion is written: within the longest probation nobody can know."""
        column = "status" if "status" in self.written or "full" not in self.written else "full"
        if _is_recent(joined, self.rules):
            message = "没有写党员类别，也没有写转正时间；入党一年多，可能还在延长的预备期，请注明是正式党员还是预备党员"
            say(column, "status-guessed", message, QUESTION)
        else:
            say(column, "status-guessed", "没有写党员类别，也没有写转正时间，按正式党员导入，请核对", WARNING)

    def _standing(self, row: Row, say: Callable[..., None]) -> None:
        """Who has left, died or lost the membership is asked about once, at the first cell that says so."""
        remark = row.remark if vocabulary.NO_LONGER_ALONE.fullmatch(vocabulary.plain(row.remark)) else None
        in_class = row.member_class if type(row.member_class) is Problem else None
        if in_class is not None and in_class.code == vocabulary.LEFT:
            say("member_class", in_class.code, in_class.message, QUESTION)
        else:
            for column, written in (("standing", row.standing), ("left", row.left), ("remark", remark)):
                if written:
                    message = vocabulary.LEFT_MESSAGE.format(written=quoted(written))
                    say(column, vocabulary.LEFT, message, QUESTION)
                    break
        if row.lost:
            say("lost", "lost-contact", "登记为失联党员，照常导入；失联的情况没有导入，请另行登记", WARNING)


_MASKED = {"masked-unknown", "masked-ambiguous"}


def meant(row: Row, found: list[str]) -> ResidentNumber | Problem:
    """Whom a masked number stands for: of the numbers found the one that the row's birth does not contradict."""
    numbers = [number for each in found if isinstance(number := idnumber.parse(each), ResidentNumber)]
    if type(row.birth) is ParsedDate:
        numbers = [each for each in numbers if _same_birth(row.birth, each.birth)]
    if len(numbers) == 1:
        return numbers[0]
    who = f"有{len(numbers)}位同名、号码这几位也相同的党员" if numbers else "没有同名、号码这几位相同的党员"
    code = "masked-ambiguous" if numbers else "masked-unknown"
    return Problem(code, f"这一格是遮盖过的，导入范围内{who}；请填完整的公民身份号码")


class _Waited(dict[ParsedDate, date]):
    """Day of joining → the first day on which nobody who joined then can be too early to convert."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def __missing__(self, joined: ParsedDate) -> date:
        self[joined] = found = _months_on(joined, _least_probation(joined, self.rules))
        return found


_DAY_DOUBTFUL = "年月与公民身份号码一致，日子是1号；可能只填了年月，按号码上的出生日期导入"


def _remark(found: ParsedDate) -> str:
    return f"按{dates.chinese_date(found.date, found.precision)}导入，{quoted(found.remark)}没有导入，请核对"


def _differs_by_day(written: ParsedDate, birth: date) -> bool:
    """A first of the month in a column of days, for somebody born later in that month."""
    return written.may_be_month and written.date != birth and written.date == birth.replace(day=1)


def _same_birth(written: ParsedDate, birth: date) -> bool:
    if written.date.year != birth.year and not (written.century and (written.date.year - birth.year) % 100 == 0):
        return False
    if written.precision == "year":
        return True
    if written.ambiguous:
        return birth.month in (1, 10)
    if written.date.month != birth.month:
        return False
    return written.precision == "month" or written.may_be_month or written.date.day == birth.day


def _months_on(found: ParsedDate, months: int) -> date:
    return dates.add_months(found.date, months)


def _is_recent(joined: ParsedDate, rules: Rules) -> bool:
    return _months_on(joined, RECENT_MONTHS) >= rules.today


def is_on_probation(joined: date, rules: Rules) -> bool:
    return dates.add_months(joined, max(probation_months(rules.probation, joined), default=0)) > rules.today


def _least_probation(joined: ParsedDate, rules: Rules) -> int:
    """Months that everybody who joined then had to wait; of a date without its day the kinder of both ends."""
    return min(min(probation_months(rules.probation, day), default=0) for day in (joined.date, joined.last))
