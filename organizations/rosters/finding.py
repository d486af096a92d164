"""Organisations and persons that rows name, looked up for a whole file inside what the roster is imported to.

Who is unknown and who belongs elsewhere get the same answer: a roster is no way to find people of other trees.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple

from core.chinese.problem import Problem, quoted
from core.office.rosters import QUESTION, WARNING, Row, Table
from core.office.rosters.cells import plain
from core.records.errors import RuleViolation
from core.records.protection import blind_index, mask_number, mask_phone
from organizations import ties
from organizations.models import Organization
from organizations.rosters.subject import Context
from people.models import Person

REACHED_BY = ("organizations.view_organization", "organizations.view_member")


class Places:
    """Organisations by code, or by name where only one has it; one query."""

    def __init__(self, context: Context, kinds: Iterable[str] = ()) -> None:
        rows = context.places()
        wanted = list(kinds)
        if wanted:
            rows = rows.filter(kind__in=wanted)
        self.all = list(rows.order_by("path"))
        self._by_code = {each.code.upper(): each for each in self.all}
        self._by_name: dict[str, list[Organization]] = {}
        for each in self.all:
            for name in {plain(each.name), plain(each.short_name)} - {""}:
                self._by_name.setdefault(name, []).append(each)

    def find(self, written: str) -> Organization | Problem:
        """Problems ``organization-unknown`` (also for one elsewhere) and ``organization-ambiguous``."""
        found = self._by_code.get(written.upper())
        if found is not None:
            return found
        named = self._by_name.get(plain(written), [])
        if len(named) == 1:
            return named[0]
        if named:
            codes = "、".join(each.code for each in named[:4])
            message = f"不止一个组织叫{quoted(written)}，请填组织编码（{codes}）"
            return Problem("organization-ambiguous", message)
        return Problem("organization-unknown", f"导入范围内没有{quoted(written)}，请核对名称或填组织编码")

    def of(self, table: Table, row: Row, name: str) -> Organization | None:
        """The organisation of a row's cell; a problem is reported there."""
        if not row[name]:
            return None
        found = self.find(row[name])
        if isinstance(found, Problem):
            table.report(row, name, found.code, found.message)
            return None
        return found


class Refusals:
    """What a rule that forms ask says of a key, asked once for a file."""

    def __init__(self) -> None:
        self._said: dict[Hashable, RuleViolation | None] = {}

    def of(self, key: Hashable, ask: Callable[[], Any]) -> RuleViolation | None:
        if key not in self._said:
            self._said[key] = None
            try:
                ask()
            except RuleViolation as violation:
                self._said[key] = violation
        return self._said[key]


class Newcomer(NamedTuple):
    """Somebody nobody inside knows: registered by the roster, once however many rows name them."""

    key: tuple[Any, ...]
    fields: dict[str, Any]


class Persons:
    """Persons whom rows name, by resident number, or by name with phone or birth; three queries.

    ``number``, ``phone`` and ``birth`` name columns where the subject has them.
    """

    def __init__(self, table: Table, context: Context, name: str = "person") -> None:
        self.table, self.name = table, name
        names = {row[name] for row in table.rows if row[name]}
        numbers = {blind_index(row["number"]) for row in table.rows if row["number"]}
        seen: dict[int, Person] = {}
        for right in REACHED_BY:
            inside = Person.objects.visible_to(context.inside, right).defer("name_characters")
            for found in (inside.filter(name__in=names), inside.filter(resident_number_index__in=numbers)):
                seen |= {person.pk: person for person in found}
        self._elsewhere: set[int] = set()
        if context.organization is not None and seen:
            other = ties.elsewhere([ties.tree_of(context.organization)], context.today)
            self._elsewhere = set(Person.objects.filter(other, pk__in=seen).values_list("pk", flat=True))
        self._by_name: dict[str, list[Person]] = {}
        self._by_number = {bytes(p.resident_number_index): p for p in seen.values() if p.resident_number_index}
        for person in seen.values():
            self._by_name.setdefault(person.name, []).append(person)

    def of(self, row: Row, known: Iterable[Person | None] = (), **fields: Any) -> Person | Newcomer | None:
        """Who the row means; None with a finding reported. ``fields``: what is kept of a newcomer.

        ``known``: who stands in the record already. If all that the row says is true of one of them, it is that one,
        however many share the name: so an export, imported again, means whom it was made from.
        """
        for person in known:
            if person is not None and self._is_all_true(row, person, fields.get("birth_date")):
                return person
        found = self._meant(row, **fields)
        if isinstance(found, Person) and found.pk in self._elsewhere:
            message = "此人由导入范围以外的组织管理，请先确认其双报到，或办理组织关系转接"
            self.table.report(row, self.name, "belongs-elsewhere", message, QUESTION)
            return None
        return found

    def _is_all_true(self, row: Row, person: Person, birth: Any) -> bool:
        """Whether nothing that the row says of a person, in full or masked, is another's."""
        number, phone = blind_index(row["number"] or ""), blind_index(row["phone"] or "")
        return (
            person.name == row[self.name]
            and (number is None or number == _bytes(person.resident_number_index))
            and (phone is None or phone == _bytes(person.phone_index))
            and not _different(person, birth)
            and _fits(row, person)
        )

    def _meant(self, row: Row, **fields: Any) -> Person | Newcomer | None:
        if row["number"]:
            return self._numbered(row)
        same = [each for each in self._by_name.get(row[self.name], []) if _fits(row, each)]
        if row.masked and len(same) != 1:
            self._ask_masked(row, len(same))
            return None
        if row.masked:
            return same[0]
        birth, index = fields.get("birth_date"), blind_index(row["phone"] or "")
        by_phone = [each for each in same if index is not None and _bytes(each.phone_index) == index]
        if len(by_phone) == 1:
            return by_phone[0]
        others = [each for each in same if not _different(each, birth)]
        if len(others) == 1 and (index is None or others[0].phone_index is None):
            return others[0]
        if others:
            self._ask(row, others, index)
            return None
        kept = {name: value for name, value in fields.items() if value}
        if row["phone"]:
            kept["phone"] = row["phone"]
        return Newcomer((row[self.name], birth, row["phone"]), {"name": row[self.name], **kept})

    def _numbered(self, row: Row) -> Person | None:
        found = self._by_number.get(blind_index(row["number"]) or b"")
        if found is None:
            message = "导入范围内没有这个公民身份号码的人员；不是登记错误的，请先把人员登记或转接到这里"
            self.table.report(row, "number", "person-unknown", message, QUESTION)
            return None
        if found.name != row[self.name]:
            message = "这个公民身份号码在本系统登记的姓名与名册上的不同，请核对"
            self.table.report(row, self.name, "name-differs", message, QUESTION)
            return None
        return found

    def _ask(self, row: Row, others: list[Person], index: bytes | None) -> None:
        many = len(others) > 1
        which = f"有{len(others)}位同名人员" if many else "已有同名人员，登记的电话不同"
        help_ = "请填联系电话或公民身份号码" if index is None else "是同一人请按登记的电话填写，或填公民身份号码"
        self.table.report(row, self.name, "same-name", f"导入范围内{which}，{help_}", QUESTION)

    def _ask_masked(self, row: Row, several: int) -> None:
        """At the masked cell: nobody, or more than one, has these digits."""
        column = next(iter(row.masked))
        who = f"有{several}位同名、号码这几位也相同的人员" if several else "没有同名、号码这几位相同的人员"
        message = f"这一格是遮盖过的，导入范围内{who}；请填完整的{self.table.title(row.sheet, column)}"
        code = "masked-ambiguous" if several else "masked-unknown"
        self.table.report(row, column, code, message, QUESTION)

    def say_new(self, row: Row) -> None:
        self.table.report(row, self.name, "person-new", "导入范围内还没有这个人，将登记为新人员", WARNING)


_MASKS: dict[str, Callable[[Person], str]] = {
    "number": lambda person: mask_number(person.resident_number),
    "phone": lambda person: mask_phone(person.phone),
}


def _fits(row: Row, person: Person) -> bool:
    """Whether the masked cells of the row are what an export shows of the person."""
    return all(_MASKS[name](person) == shown for name, shown in row.masked.items() if name in _MASKS)


def _bytes(index: Any) -> bytes | None:
    return bytes(index) if index else None


def _different(person: Person, birth: Any) -> bool:
    """Certainly somebody else of the same name: another birth date, both known."""
    return bool(
        birth and person.birth_date and (birth.year, birth.month) != (person.birth_date.year, person.birth_date.month)
    )
