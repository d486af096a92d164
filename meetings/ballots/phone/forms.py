"""The ballot, and who holds a paper."""

from typing import Any

from django import forms

from meetings.ballots.phone import queries, rules
from meetings.forms import HostField
from meetings.models import Poll, PollSubject
from people.models import Person


class BallotForm(forms.Form):
    """One choice for each person; ``rest`` stands for those left open, so that a long ballot is two inputs."""

    def __init__(self, *args: Any, poll: Poll, subjects: list[PollSubject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = subjects
        choices = [*((str(place), grade) for place, grade in enumerate(poll.grades)), (str(rules.BLANK), "弃权")]
        alone = len(subjects) == 1
        if not alone:
            self.fields["rest"] = forms.ChoiceField(
                label="下面没有单独选择的，一律选", choices=[("", "请选择"), *choices], required=False
            )
        for each in subjects:
            words = f"{each.person.name}（{each.role}）" if each.role else each.person.name
            self.fields[self._name(each)] = forms.ChoiceField(
                label=words, choices=choices, required=False, widget=forms.RadioSelect
            )

    @staticmethod
    def _name(subject: PollSubject) -> str:
        return f"choice_{subject.pk}"

    def choices(self) -> dict[int, int]:
        """What ``actions.cast`` takes; whoever was left open is not in it."""
        data = self.cleaned_data
        chosen = {each.pk: data.get(self._name(each)) or data.get("rest") for each in self.subjects}
        return {subject: int(value) for subject, value in chosen.items() if value}


class DeviceForm(forms.Form):
    """Whom the device is given to."""

    voter = HostField(label="投票人", queryset=Person.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voter"].queryset = queries.waiting(poll)  # type: ignore[attr-defined]


class PapersForm(forms.Form):
    """All who hold a paper."""

    persons = forms.ModelMultipleChoiceField(
        label="领取纸质票的人员",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="领了纸质票的，不能再用手机投票；退回没有填写的，取消勾选",
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = queries.may_hold_paper(poll)
        self.fields["persons"].queryset = people  # type: ignore[attr-defined]
        self.fields["persons"].initial = queries.holding_paper(poll)
