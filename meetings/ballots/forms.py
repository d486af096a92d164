"""Forms of polls and of problem lists."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms

from core.office.scans import scan_of
from core.records.errors import RuleViolation
from core.records.versions import VersionedFormMixin
from meetings.ballots import queries, rules
from meetings.ballots.queries import Candidate
from meetings.ballots.rules import WRITE_INS
from meetings.forms import HostField
from meetings.models import Attendance, Meeting, PhonePoll, Poll, PollSubject, PollVoter, Problem, WorkReport
from people.models import Person

_MOST = 9999


def _came(meeting: Meeting) -> Any:
    """Persons who came, guests too: they may count."""
    came = Attendance.objects.filter(meeting=meeting).attended().values("person")
    return Person.objects.filter(pk__in=came).order_by("pinyin", "pk")


class CountersForm(forms.Form):
    """Who counts and who watches; both came."""

    teller = HostField(label="计票人", queryset=Person.objects.none(), empty_label="请选择")
    scrutineer = HostField(label="监票人", queryset=Person.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = _came(meeting)
        for name in ("teller", "scrutineer"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class OpenPollForm(CountersForm):
    subjects = forms.TypedMultipleChoiceField(label="被评议人", coerce=int, widget=forms.CheckboxSelectMultiple)

    field_order = ("teller", "scrutineer", "subjects")

    def __init__(self, *args: Any, meeting: Meeting, offered: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        choice: Any = self.fields["subjects"]
        choice.choices = [
            (each.person.pk, f"{each.person.name}（{each.role}）" if each.role else each.person.name)
            for each in offered
        ]
        choice.initial = [each.person.pk for each in offered]


class CountForm(forms.Form):
    """The papers of a poll: out, back, invalid, and for each person those of each grade; what is left is blank."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    issued = forms.IntegerField(label="发出票数", min_value=0, max_value=_MOST)
    returned = forms.IntegerField(label="收回票数", min_value=0, max_value=_MOST)
    invalid = forms.IntegerField(label="废票", min_value=0, max_value=_MOST)
    explanation = forms.CharField(
        label="差额说明", required=False, max_length=200, help_text="发出少于实到、收回少于发出的，写明原因"
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll = poll
        self.phone = PhonePoll.objects.filter(poll=poll).first()
        self.subjects = list(poll.subjects.select_related("person").order_by("position", "pk"))
        for name, value in self._start().items():
            self.fields[name].initial = value
        for at, subject in enumerate(self.subjects):
            for place, grade in enumerate(poll.grades):
                words = f"{subject.person.name} {grade}"
                self.fields[self._name(subject, place)] = forms.IntegerField(
                    label=words,
                    min_value=0,
                    max_value=_MOST,
                    required=False,
                    initial=subject.votes[place] - self._by_phone(at, place) if subject.votes else None,
                    widget=forms.NumberInput(attrs={"aria-label": words, "class": "form-control"}),
                )

        if poll.seats is not None:
            for place in range(WRITE_INS):
                self._write_in(place)

    def _write_in(self, place: int) -> None:
        stands = queries.written_on_papers(self.poll, self.phone)
        name, votes = stands[place] if place < len(stands) else ("", None)
        label = f"另选他人{place + 1}"
        self.fields[f"write_in_name_{place}"] = forms.CharField(
            label=f"{label}姓名", required=False, max_length=40, initial=name
        )
        self.fields[f"write_in_votes_{place}"] = forms.IntegerField(
            label=f"{label}得票", required=False, min_value=1, max_value=_MOST, initial=votes
        )

    def clean(self) -> dict[str, Any] | None:
        """A name written in has its votes, and votes have a name."""
        data = super().clean() or {}
        for place in range(WRITE_INS if self.poll.seats is not None else 0):
            name, votes = data.get(f"write_in_name_{place}"), data.get(f"write_in_votes_{place}")
            if bool(name) != (votes is not None):
                field = f"write_in_votes_{place}" if name else f"write_in_name_{place}"
                self.add_error(field, "另选他人的姓名和得票要一起填写")
        return data

    def write_in_fields(self) -> list[Any]:
        """Name and votes of those written in; none where nobody can be."""
        places = range(WRITE_INS if self.poll.seats is not None else 0)
        return [self[f"write_in_{what}_{place}"] for place in places for what in ("name", "votes")]

    def _written(self) -> list[tuple[str, int]]:
        data, places = self.cleaned_data, range(WRITE_INS if self.poll.seats is not None else 0)
        rows = [(data.get(f"write_in_name_{place}"), data.get(f"write_in_votes_{place}")) for place in places]
        return [(name.strip(), int(votes)) for name, votes in rows if name and votes]

    def _start(self) -> dict[str, Any]:
        """What stands in the fields of the papers: what was counted of them, or as many as went out."""
        poll, phone = self.poll, self.phone
        if poll.issued is None or poll.returned is None:
            given = poll.voters.filter(way=PollVoter.Way.PAPER).count() if phone else poll.present
            counts = {"issued": given, "returned": None, "invalid": 0}
        else:
            by_phone = phone.ballots or 0 if phone else 0
            counts = {
                "issued": poll.issued - by_phone,
                "returned": poll.returned - by_phone,
                "invalid": poll.invalid,
            }
        return {"version": poll.version, "explanation": poll.explanation, **counts}

    def _by_phone(self, subject: int, place: int) -> int:
        return int(self.phone.votes[subject][place]) if self.phone and self.phone.votes else 0

    @staticmethod
    def _name(subject: PollSubject, place: int) -> str:
        return f"votes_{subject.pk}_{place}"

    def plain(self) -> list[Any]:
        """The fields of the papers themselves."""
        return [self[name] for name in ("issued", "returned", "invalid", "explanation")]

    def rows(self) -> Iterator[tuple[PollSubject, list[Any]]]:
        """Each person with the fields of the grades."""
        for subject in self.subjects:
            yield subject, [self[self._name(subject, place)] for place in range(len(self.poll.grades))]

    def values(self) -> dict[str, Any]:
        """What ``actions.count`` takes; an empty number is none."""
        data = self.cleaned_data
        votes = {
            each.pk: [data.get(self._name(each, place)) or 0 for place in range(len(self.poll.grades))]
            for each in self.subjects
        }
        return {name: data[name] for name in ("version", "issued", "returned", "invalid", "explanation")} | {
            "votes": votes,
            "write_ins": self._written(),
        }


class SignForm(forms.Form):
    scan = forms.FileField(label="已签字的计票单", help_text="PDF、JPG、PNG或WebP，计票人和监票人都已签字")

    def clean_scan(self) -> Any:
        try:
            return scan_of(self.cleaned_data["scan"])
        except RuleViolation as refused:
            raise forms.ValidationError(refused.message) from refused


class ConfirmForm(forms.Form):
    """A step without anything to fill."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=120)


class GradeForm(forms.Form):
    """The grade of each person, proposed as most papers say, and why where it is another."""

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll = poll
        self.subjects = [
            each for each in poll.subjects.select_related("person").order_by("position", "pk") if each.graded
        ]
        choices = [("", "请选择"), *((each, each) for each in poll.grades)]
        for subject in self.subjects:
            name = subject.person.name
            self.fields[f"result_{subject.pk}"] = forms.ChoiceField(
                label=f"{name} 等次",
                choices=choices,
                initial=rules.leading(poll, subject),
                widget=forms.Select(attrs={"aria-label": f"{name} 等次", "class": "form-select"}),
            )
            self.fields[f"reason_{subject.pk}"] = forms.CharField(
                label=f"{name} 理由",
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"aria-label": f"{name} 理由", "class": "form-control"}),
            )

    def rows(self) -> Iterator[tuple[PollSubject, str, Any, Any]]:
        """Person, papers in words, and the two fields."""
        for each in self.subjects:
            votes = "，".join(
                f"{grade} {number}" for grade, number in zip(self.poll.grades, each.votes or [], strict=False)
            )
            yield each, votes, self[f"result_{each.pk}"], self[f"reason_{each.pk}"]

    def chosen(self) -> dict[int, tuple[str, str]]:
        data = self.cleaned_data
        return {each.pk: (data[f"result_{each.pk}"], data[f"reason_{each.pk}"]) for each in self.subjects}


class ReportForm(VersionedFormMixin, forms.ModelForm[WorkReport]):
    """The report, also when it is corrected."""

    speaker = HostField(label="报告人", queryset=Person.objects.none(), empty_label="请选择")

    class Meta:
        model = WorkReport
        fields: ClassVar[Any] = ["speaker", "title", "text"]
        widgets: ClassVar[Any] = {"text": forms.Textarea(attrs={"rows": 12, "maxlength": 8000})}

    def __init__(self, *args: Any, offered: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(pk__in=[each.person.pk for each in offered])
        self.fields["speaker"].queryset = people.order_by("pinyin", "pk")  # type: ignore[attr-defined]
        if self.instance.pk is None and offered:
            self.fields["speaker"].initial = offered[0].person

    def _post_clean(self) -> None:
        """The action checks the row as a whole."""


class ProblemForm(forms.Form):
    """A problem of the body or of somebody, and what puts it right."""

    person = HostField(label="谁的问题", queryset=Person.objects.none(), required=False, empty_label="支部班子")
    source = forms.ChoiceField(label="来源", choices=Problem.Source.choices)
    text = forms.CharField(label="存在的问题", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    measure = forms.CharField(label="整改措施", max_length=200)
    owner = HostField(label="责任人", queryset=Person.objects.none(), empty_label="请选择")
    due_on = forms.DateField(label="整改期限")

    def __init__(self, *args: Any, meeting: Meeting, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roster = meeting.attendances.filter(guest=False).values("person")
        people = Person.objects.filter(pk__in=roster).order_by("pinyin", "pk")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]


class WithdrawProblemForm(ReasonForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def offered(meeting: Meeting) -> list[Candidate]:
    """Whom the form of a new poll lists."""
    matter = rules.KIND_OF.get(meeting.kind_id)
    return [] if matter is None else queries.candidates(meeting, matter)
