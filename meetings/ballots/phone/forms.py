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

    def names(self) -> list[str]:
        """Nobody is written in where grades are given."""
        return []


class ElectionForm(forms.Form):
    """At most as many as there are seats, of the candidates or written in; or a word that it shall be nobody."""

    candidates = forms.TypedMultipleChoiceField(
        label="候选人", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, poll: Poll, subjects: list[PollSubject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = subjects
        chosen: Any = self.fields["candidates"]
        chosen.label = f"应选{poll.seats}名，最多选{poll.seats}名"
        chosen.choices = [
            (each.pk, f"{each.person.name}（{each.role}）" if each.role else each.person.name) for each in subjects
        ]
        self.slots = range(rules.slots(poll))
        for place in self.slots:
            self.fields[f"write_in_{place}"] = forms.CharField(
                label=f"另选他人{place + 1}" if len(self.slots) > 1 else "另选他人",
                required=False,
                max_length=rules.LONGEST,
                help_text="" if place else "选票上没有的人，写姓名；不另选的留空",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        self.fields["nobody"] = forms.BooleanField(label="弃权，不选任何人", required=False)

    def names(self) -> list[str]:
        """What was written in."""
        found = [self.cleaned_data.get(f"write_in_{place}", "") for place in self.slots]
        return [each for each in found if each]

    def clean(self) -> dict[str, Any] | None:
        """Somebody or nobody."""
        data = super().clean() or {}
        if data.get("nobody") and (data.get("candidates") or self.names()):
            self.add_error("nobody", "已经选了人，就不要再选“弃权，不选任何人”")
        return data

    def choices(self) -> dict[int, int]:
        """What ``actions.cast`` takes: who is marked, or everybody blank."""
        if self.cleaned_data.get("nobody"):
            return {each.pk: rules.BLANK for each in self.subjects}
        return dict.fromkeys(self.cleaned_data.get("candidates") or (), 0)


def ballot_of(data: Any, *, poll: Poll, subjects: list[PollSubject]) -> BallotForm | ElectionForm:
    """The ballot of the poll: grades, or seats."""
    return (BallotForm if poll.seats is None else ElectionForm)(data, poll=poll, subjects=subjects)


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
