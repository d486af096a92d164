"""The register of publications (organizations.registers): its columns, its lines and the steps of an entry."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import Publication, PublicationObjection, PublicationPlace
from organizations.publications import forms, rules
from organizations.registers.register import Column, Part, Register, Step, plain

KEEPERS = (
    Kind.DISTRICT_DEPARTMENT,
    *STREETS,
    Kind.COMMUNITY,
    Kind.BIG_COMMITTEE,
    *COMMUNITY_ORGANIZATIONS,
    *BRANCHES,
)


def _period(publication: Publication) -> str:
    return f"{publication.starts_on}至{publication.ends_on}（{publication.working_days}个工作日）"


def _photo(place: PublicationPlace) -> str:
    if not place.photo:
        return "没有照片"
    return format_html('<a href="{}">看照片</a>', reverse("organizations:publication_photo", args=[place.pk]))


def _answered(objection: PublicationObjection) -> str:
    if objection.answered_on is None:
        return "待答复"
    return f"{objection.answered_on}：{objection.answer}（{'成立' if objection.upheld else '不成立'}）"


def _concluded(data: dict[str, Any]) -> dict[str, Any]:
    return rules.concluded(data, timezone.localdate())


def _answer(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"answered_on": timezone.localdate()}


def _open(publication: Publication) -> bool:
    return not publication.subject and publication.concluded_on is None


PUBLICATIONS = Register(
    key="publications",
    label="公示公开",
    noun="公示",
    about="公示和公开的内容、期限和张贴地点，收到哪些异议、怎样答复、结果如何；扫码看公布页",
    model=Publication,
    form=forms.PublicationForm,
    kinds=KEEPERS,
    on="starts_on",
    columns=(
        plain(Publication, "title"),
        Column("发布组织", lambda publication: publication.organization.name),
        plain(Publication, "kind"),
        Column("期限", _period),
        Column("异议", lambda publication: f"{len(publication.objections.all())} 条"),
        Column("情况", lambda publication: rules.state_of(publication, timezone.localdate())),
    ),
    facts=(
        plain(Publication, "content"),
        plain(Publication, "contact"),
        Column("受理组织", lambda publication: publication.owner.name),
        plain(Publication, "concluded_on"),
        plain(Publication, "conclusion"),
    ),
    parts=(
        Part(
            key="place",
            label="张贴地点",
            noun="张贴地点",
            model=PublicationPlace,
            parent="publication",
            form=forms.PlaceForm,
            columns=(plain(PublicationPlace, "place"), plain(PublicationPlace, "posted_on"), Column("照片", _photo)),
            check=rules.check_place,
            joins=("publication",),
        ),
        Part(
            key="objection",
            label="异议",
            noun="异议",
            model=PublicationObjection,
            parent="publication",
            form=forms.ObjectionForm,
            columns=(
                plain(PublicationObjection, "text"),
                plain(PublicationObjection, "about"),
                plain(PublicationObjection, "channel"),
                plain(PublicationObjection, "raised_on"),
                Column("答复", _answered),
            ),
            kept=(
                Column(
                    "提出人",
                    lambda line: str(line.raised_by.person or line.raised_by) if line.raised_by else line.name,
                ),
            ),
            check=rules.check_objection,
            joins=("publication__organization", "publication__handler", "raised_by__person"),
            steps=(
                Step(
                    "answer",
                    "答复",
                    forms.ObjectionAnswerForm,
                    rules.check_answer,
                    lambda line: line.answered_on is None,
                    _answer,
                ),
                Step(
                    "unanswer",
                    "撤销答复",
                    forms.ObjectionUnansweredForm,
                    rules.check_unanswered,
                    lambda line: line.answered_on is not None and line.publication.concluded_on is None,
                    rules.unanswered,
                ),
            ),
        ),
    ),
    steps=(
        Step(
            "conclude",
            "办结",
            forms.ConclusionForm,
            rules.check_conclusion,
            lambda publication: _open(publication) and timezone.localdate() > publication.ends_on,
            _concluded,
        ),
        Step(
            "reopen",
            "撤销办结",
            forms.ReopeningForm,
            rules.check_reopening,
            lambda publication: not publication.subject and publication.concluded_on is not None,
            rules.reopened,
        ),
        Step(
            "longer",
            "延长",
            forms.LongerForm,
            rules.check_longer,
            lambda publication: _open(publication) and timezone.localdate() <= publication.ends_on,
            lambda data: data | {"ends_on": None},
        ),
    ),
    settle=lambda data, _by: data | {"ends_on": None},
    check=rules.check_publication,
    joins=("organization", "handler"),
    fetched=("objections",),
    sought=("title",),
    public="organizations:publication",
    is_public=lambda publication: publication.starts_on <= timezone.localdate(),
    fixed=lambda publication: bool(publication.subject),
    pages=(("打印公示单", "organizations:publication_sheet"),),
)
