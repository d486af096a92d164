"""The members' roster on the roster engine: its own way of reading and writing for a hundred thousand rows."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from core.office import spreadsheets
from core.records.errors import RuleViolation
from members import lookups
from members.importing import stages, undo
from members.importing.columns import COLUMNS
from members.importing.reading import rosters
from members.importing.stages import Outcome
from members.models import Membership
from members.resources import member_cells
from organizations.kinds import WORK_BODIES, Kind
from organizations.models import Organization, RosterBatch
from organizations.rosters.outcome import Undone
from organizations.rosters.subject import Context, Sent, Subject
from organizations.tree.effective import check_effective

IMPORT = "organizations.import_member"
MEANWHILE = "预览之后，系统里的人员有了变化，结果与预览不同，没有导入；请重新上传预览"


class Staged:
    """See ``organizations.rosters.outcome.Engine``: read in children, matched and copied by PostgreSQL."""

    def preview(
        self,
        source: Any,
        *,
        context: Context,
        filename: str = "",
        reference: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> Outcome:
        return stages.preview(
            source,
            organization=_place(context),
            as_of=context.since,
            today=context.today,
            filename=filename,
            progress=progress,
            keep_as=reference,
        )

    def write(
        self,
        source: Any,
        *,
        context: Context,
        batch: RosterBatch | None,
        at: datetime,
        filename: str = "",
        skip_invalid: bool = False,
        signature: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> Outcome:
        assert batch is not None
        outcome = stages.write(
            source,
            organization=_place(context),
            as_of=context.since,
            today=context.today,
            batch=batch,
            at=at,
            skip_invalid=skip_invalid,
            filename=filename,
            progress=progress,
        )
        if signature and outcome.signature != signature:
            raise RuleViolation("changed-since-preview", MEANWHILE)
        return outcome

    def first_day(self, batch: RosterBatch) -> date | None:
        return undo.first_day(batch)

    def take_back(self, batch: RosterBatch, *, at: datetime) -> Undone:
        return undo.take_back(batch, at=at)

    def tables(self, content: bytes, filename: str) -> list[spreadsheets.Table]:
        return rosters(spreadsheets.read(content, filename))[0]


def _place(context: Context) -> Organization:
    assert context.organization is not None
    return context.organization


def _check_day(organization: Organization, since: date, today: date) -> None:
    """Relationships begin on the roster's day, so it must be one that may still change."""
    check_effective(organization, since, today=today, label="名册日期", field="since")


def _of_day(rows: Any, on: date) -> QuerySet[Membership]:
    found: QuerySet[Membership] = rows.as_of(on).order_by("name_key", "id")
    return found


MEMBERS = Subject(
    key="members",
    label="党员花名册",
    noun="人",
    right=IMPORT,
    since="名册日期",
    columns=COLUMNS,
    engine=Staged(),
    shown="members:index",
    sent=Sent(Membership.objects.visible_to, _of_day, member_cells, ("person", "organization")),
    below=True,
    roots=tuple(kind for kind in Kind.values if kind not in (*WORK_BODIES, Kind.PARTY_GROUP)),
    hint="名册反映哪一天的情况由名册日期说明，新登记的组织关系从这一天算起；已登记的人只更新有变化的内容",
    check_day=_check_day,
    most_rows=None,
    check_uploader=lookups.check_uploader,
    after_check=lookups.record,
)
