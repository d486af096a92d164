from datetime import date

import pytest
from django import forms
from django.test import RequestFactory

from core.records import versions
from core.records.versions import Conflict, VersionedFormMixin, conflict_page, save_versioned
from organizations import actions as tree
from organizations.models import Unit
from people.models import Person, User


class PersonForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "occupation", "sex"]


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create(name="赵民国", occupation="税务局", sex="male")


def test_the_version_goes_up_by_one(person: Person) -> None:
    person.occupation = "财政局"
    save_versioned(person, 1, ["occupation"])
    assert person.version == 2
    person.refresh_from_db()
    assert (person.version, person.occupation) == (2, "财政局")


def test_the_second_editor_writes_nothing_and_gets_both_texts(person: Person) -> None:
    mine = Person.objects.get()
    person.occupation, person.sex = "财政局", "female"
    save_versioned(person, 1, ["occupation", "sex"])
    mine.occupation, mine.sex = "", "male"
    with pytest.raises(Conflict) as lost:
        save_versioned(mine, 1, ["name", "occupation", "sex"])
    assert [(each.label, each.posted, each.stored) for each in lost.value.differences] == [
        ("工作单位及职务", "未填", "财政局"),
        ("性别", "男", "女"),
    ]
    assert Person.objects.get().occupation == "财政局"


def test_foreign_keys_and_choices_are_shown_as_words(db: None) -> None:
    street = tree.create_organization(
        by="t", kind="external_superior", code="X", name="市委组织部", parent=None, since=date(2020, 1, 1)
    )
    unit = Unit(organization=street, name="税务局", kind=Unit.UnitKind.ORGAN)
    assert versions.text_of(unit, "organization") == "市委组织部"
    assert versions.text_of(unit, "kind") == "机关"
    assert versions.text_of(unit, "full_members") == "未填"


def test_a_form_carries_the_version_and_the_page_offers_to_save_again(person: Person) -> None:
    shown = PersonForm(instance=person)
    assert 'name="version" value="1"' in " ".join(str(shown).split())
    Person.objects.update(occupation="财政局", version=5)
    request = RequestFactory().post("/", {"name": "赵民国", "occupation": "法院", "sex": "male", "version": "1"})
    request.user = User.objects.create_user("tests")
    form = PersonForm(request.POST, instance=Person.objects.get())
    assert form.is_valid() and form.cleaned_data["version"] == 1
    with pytest.raises(Conflict) as lost:
        save_versioned(form.instance, form.cleaned_data["version"], ["occupation"])
    page = conflict_page(request, lost.value, back="/people/1/", form=form)
    text = " ".join(page.content.decode().split())
    assert page.status_code == 409
    assert "财政局" in text and "法院" in text and 'name="version" value="5"' in text
    assert 'href="/people/1/"' in text


def test_a_new_record_has_no_version_to_post() -> None:
    assert "version" not in PersonForm().fields
