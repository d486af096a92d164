"""The register of feedback cards (organizations.registers; MEM-05)."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from organizations.kinds import Kind
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Column, Part, Register, Step, plain
from services.feedback import actions, forms, rules
from services.feedback.models import FeedbackCard, FeedbackRound


def _entered(data: dict[str, Any], _by: Any) -> dict[str, Any]:
    """The two days of the period that was chosen, and today."""
    if "period" not in data:
        return data
    first, _, last = data.pop("period").partition("/")
    return data | {
        "starts_on": date.fromisoformat(first),
        "ends_on": date.fromisoformat(last),
        "issued_on": timezone.localdate(),
    }


def _unreturned(data: dict[str, Any]) -> dict[str, Any]:
    return data | dict.fromkeys(forms.USES, False) | {"returned_on": None, "answer": ""}


def _page(card: FeedbackCard) -> str:
    return format_html('<a href="{}">{}</a>', reverse("services:feedback_card", args=[card.pk]), card.unit_name)


def _answer(card: FeedbackCard) -> str:
    if card.returned_on is None:
        return "待送回"
    said = (f"{card.returned_on} 送回", card.uses and f"用于{card.uses}", card.answer)
    return "；".join(each for each in said if each)


def _returned(entry: FeedbackRound) -> str:
    cards = entry.cards.all()
    return f"{sum(card.returned_on is not None for card in cards)} / {len(cards)}"


FEEDBACK = Register(
    key="feedback",
    label="在职党员反馈卡",
    noun="反馈卡",
    about="每季度告诉每个单位，它的在职党员在社区参加了什么；单位送回回执，写明用于评先、考核还是提拔",
    model=FeedbackRound,
    form=forms.RoundForm,
    kinds=(Kind.COMMUNITY,),
    on="starts_on",
    columns=(
        Column("期次", str),
        Column("社区", KEEPER.value),
        plain(FeedbackRound, "issued_on"),
        Column("已送回回执", _returned),
    ),
    facts=(plain(FeedbackRound, "note"),),
    parts=(
        Part(
            key="card",
            label="各单位的反馈卡",
            noun="反馈卡",
            model=FeedbackCard,
            parent="round",
            form=forms.CardForm,
            columns=(
                Column("单位", _page),
                Column("在职党员", lambda card: f"{card.persons} 人"),
                Column("参加服务", lambda card: f"{card.services} 次，{card.hours.normalize():f} 小时"),
                plain(FeedbackCard, "comment"),
                Column("回执", _answer),
            ),
            check=rules.check_card,
            joins=("round__organization",),
            steps=(
                Step(
                    "return",
                    "登记回执",
                    forms.ReturnForm,
                    rules.check_return,
                    lambda card: card.returned_on is None,
                ),
                Step(
                    "unreturn",
                    "撤销回执",
                    forms.UnreturnForm,
                    rules.check_return_undone,
                    lambda card: card.returned_on is not None,
                    _unreturned,
                ),
            ),
            made=True,
        ),
    ),
    settle=_entered,
    check=rules.check_round,
    then=actions.issue,
    fetched=("cards",),
    app="services",
)
