"""What an empty choice says, in every form that does not say it in its own words."""

from typing import Any

from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import ModelChoiceField

EMPTY = "请选择"


def ask() -> None:
    """Django's own label is a row of dashes: it is kept in these two places, which no setting reaches."""
    BLANK_CHOICE_DASH[:] = [("", EMPTY)]
    init: Any = ModelChoiceField.__init__
    init.__kwdefaults__["empty_label"] = EMPTY
