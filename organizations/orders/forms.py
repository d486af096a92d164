"""Forms of documents, and of the change of term with a line for each seat."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from organizations.forms import PersonFieldsMixin, PersonNames
from organizations.kinds import Kind
from organizations.models import Order, Organization, Position, Post
from organizations.orders import queries, rules
from organizations.orders.fields import PaperFields, clean_scan
from organizations.orders.models import OrderKind
from organizations.orders.rules import Elected
from organizations.registers.forms import KEEP, EntryForm
from organizations.seats import Seats
from organizations.tree.effective import first_day
from people.models import Person

SPARE, LEAST = 2, 7
"""Empty lines beyond the seats that are known, and how many lines there are at least."""


class OrderForm(EntryForm):
    """A document that came after the act, or for an act that had none; later its words."""

    posts = forms.TypedMultipleChoiceField(
        label="涉及人员",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="任职、免职文件选择人员；列出的是还没有文件的任职和离任",
    )
    scan = forms.FileField(label="文件扫描件", required=False, help_text="PDF、JPG、PNG或WebP")

    field_order = (
        *("organization", "kind", "style", "number", "issued_on", "issuer"),
        *("session", "entitled", "present", "result", "posts", "scan"),
    )

    class Meta:
        model = Order
        fields: ClassVar[Any] = [
            *("kind", "style", "number", "issued_on", "issuer", "session", "entitled", "present", "result", "scan")
        ]
        widgets: ClassVar[Any] = {"result": forms.Textarea(attrs={"rows": 3, "maxlength": 1000})}

    def __init__(self, *args: Any, user: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, user=user, kinds=kinds, **kwargs)
        order: Order = self.instance
        if order.pk is None:
            self._begin(user, kinds)
        else:
            del self.fields["kind"]
            if order.kind not in rules.OF_POSTS:
                del self.fields["posts"]
            self._offer(order.organization)
        if order.pk is None or order.kind != OrderKind.TERM:
            for name in ("session", "entitled", "present", "result"):
                del self.fields[name]
        self.order_fields(self.field_order)

    def _begin(self, user: Any, kinds: tuple[str, ...]) -> None:
        """A new one asks whose it is, also of what has been dissolved since."""
        rows = Organization.objects.visible_to(user, KEEP).filter(kind__in=kinds).order_by("path")
        choice: Any = self.fields["organization"]
        choice.queryset = rows
        del self.fields["style"]
        self.fields["issuer"].required = False
        self.fields["issuer"].help_text = "不填的写上级街道（镇）党工委或区委组织部"
        listed: Any = self.fields["kind"]
        listed.choices = [each for each in listed.choices if each[0] != OrderKind.TERM]
        asked = self.data.get("organization") if self.is_bound else self.initial.get("organization", choice.initial)
        found = asked if isinstance(asked, Organization) else rows.filter(pk=_number(asked)).first()
        if found is not None:
            self._offer(found)

    def _offer(self, organization: Organization) -> None:
        if "posts" not in self.fields:
            return
        own = self.instance if self.instance.pk else None
        self._posts = {post.pk: post for post in queries.without_document(organization, own)}
        choice: Any = self.fields["posts"]
        choice.choices = [(pk, queries.words_of(post)) for pk, post in self._posts.items()]
        if own is not None:
            choice.initial = [*own.begun, *own.ended]

    def clean_scan(self) -> Any:
        """The stored one stays where none is sent."""
        sent = self.cleaned_data.get("scan")
        return clean_scan(sent) if sent and sent != self.instance.scan else self.instance.scan

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind") or self.instance.kind
        organization = cleaned.get("organization") or getattr(self.instance, "organization", None)
        if not kind or organization is None:
            return cleaned
        if self.instance.pk is None:
            cleaned["style"] = rules.style_of(kind)
            cleaned["issuer"] = cleaned.get("issuer") or rules.issuer_of(organization)
            cleaned["effective_on"] = organization.dissolved_on or first_day(organization) or cleaned.get("issued_on")
        if kind in rules.OF_POSTS:
            self._chosen(cleaned, kind)
        elif cleaned.get("posts"):
            self.add_error("posts", "设立、撤销的文件不选人员")
        cleaned.pop("posts", None)
        return cleaned

    def _chosen(self, cleaned: dict[str, Any], kind: str) -> None:
        """The posts begin or end by the document; its day is that of the first."""
        chosen = [self._posts[pk] for pk in cleaned.get("posts", ())]
        ends = kind == OrderKind.REMOVAL
        staying = next((post for post in chosen if ends and post.during.upper is None), None)
        if staying is not None:
            self.add_error("posts", f"{staying.person.name}还没有办理离任")
        elif not chosen:
            self.add_error("posts", "请选择文件涉及的人员")
        else:
            cleaned["ended" if ends else "begun"] = [post.pk for post in chosen]
            cleaned["effective_on"] = min(post.during.upper if ends else post.during.lower for post in chosen)


def _number(asked: Any) -> int:
    """The key that was asked for; 0 for none."""
    return int(asked) if str(asked or "").isdecimal() else 0


class RevokeForm(EntryForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = Order
        fields: ClassVar[Any] = []


class TermForm(PaperFields, PersonFieldsMixin):
    """A whole body in one act: a line for each seat, with who holds it now; whoever stays is left as it stands."""

    on = forms.DateField(label="换届日期", help_text="原班子到前一天为止，新班子从这一天起")
    session = forms.IntegerField(label="届次", min_value=1, max_value=99, help_text="新班子是第几届")
    basis = forms.ChoiceField(label="产生方式", choices=Post.Basis.choices, initial=Post.Basis.ELECTION)
    entitled = forms.IntegerField(label="应到会", min_value=1, required=False, help_text="党员或代表人数")
    present = forms.IntegerField(label="实到会", min_value=1, required=False)
    result = forms.CharField(
        label="选举结果说明",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="得票、差额、未选出的名额等，写进结果报告",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        user: Any,
        organization: Organization,
        standing: Sequence[Post],
        seats: Sequence[Seats],
        session: int | None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person_name", "person", "phone"):
            del self.fields[name]
        self.fields["register_new"].label = "系统里还没有的都登记为新人员"
        self.positions = rules.positions_of_term(organization)
        self.lines = self._lines(standing, {each.position: each.wanted or 0 for each in seats})
        self.asked = [PersonNames(f"name_{n}", f"person_{n}", made=f"new_{n}") for n in range(len(self.lines))]  # type: ignore[misc]
        present: dict[str, Any] = {}
        for n, (position, post) in enumerate(self.lines):
            self._add(n, position, post)
            present[f"person_{n}"] = post.person if post is not None else None
        self.find_persons(user, present)
        self.fields["on"].initial, self.fields["session"].initial = today, session
        if organization.kind == Kind.BIG_COMMITTEE:
            self.fields["basis"].initial = Post.Basis.SELECTION
        self.papers_last()

    def _lines(self, standing: Sequence[Post], wanted: dict[str, int]) -> list[tuple[Position, Post | None]]:
        found: list[tuple[Position, Post | None]] = []
        for position in self.positions:
            held = [(position, post) for post in standing if post.position == position]
            found += held
            found += [(position, None)] * (wanted.get(position, 0) - len(held))
        usual = Position.COMMITTEE_MEMBER if Position.COMMITTEE_MEMBER in self.positions else self.positions[-1]
        return [*found, *[(usual, None)] * max(SPARE, LEAST - len(found))] if self.positions else found

    def _add(self, n: int, position: Position, post: Post | None) -> None:
        choices = [(each.value, each.label) for each in self.positions]
        self.fields[f"position_{n}"] = forms.ChoiceField(
            label=f"第{n + 1}名的职务", choices=choices, initial=position.value
        )
        self.fields[f"name_{n}"] = forms.CharField(
            label=f"第{n + 1}名的姓名",
            max_length=40,
            required=False,
            help_text="" if post is None else f"现任{post.get_position_display()}：{post.person.name}",
        )
        self.fields[f"person_{n}"] = forms.ModelChoiceField(
            label="同名人员",
            queryset=Person.objects.none(),
            required=False,
            widget=forms.RadioSelect,
            empty_label=None,
        )

    def rows(self) -> list[dict[str, Any]]:
        """The lines as the page draws them."""
        names = ("position", "name", "person")
        return [{name: self[f"{name}_{n}"] for name in names} for n in range(len(self.lines))]

    def facts(self) -> list[Any]:
        """The other fields, in their order."""
        own = ("on", "session", "basis", "entitled", "present", "result", "register_new", *self.PAPER)
        return [self[name] for name in own]

    def clean(self) -> dict[str, Any] | None:
        """``chosen``: who was chosen into which seat; lines without a name are left out."""
        cleaned = super().clean() or {}
        cleaned["chosen"] = [
            Elected(cleaned[f"position_{n}"], cleaned.get(names.person) or cleaned.get(names.made))
            for n, names in enumerate(self.asked)
            if cleaned.get(names.name) and f"position_{n}" in cleaned
        ]
        new = [each.person["name"] for each in cleaned["chosen"] if isinstance(each.person, dict)]
        if len(new) != len(set(new)):
            self.add_error(None, "有新人员填写了两次")
        return cleaned
