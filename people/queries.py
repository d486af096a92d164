"""Set-based reads of persons."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from core import idnumber
from core.problem import Problem
from core.protection import blind_index
from core.search import Query, name_filter
from people.models import CorrectionRequest, Person, User
from people.rules import read_phone


def find_by_number(text: Any) -> Person | None:
    """The person with this resident number (as typed), by blind index; None for nobody or an impossible
    number.
    """
    number = idnumber.parse(text)
    if number is None or isinstance(number, Problem):
        return None
    return Person.objects.filter(resident_number_index=blind_index(number.number)).first()


def find_by_phone(text: Any) -> QuerySet[Person]:
    """Persons with this phone (as typed), by blind index; a family may share one."""
    phone = read_phone(text)
    if phone is None or isinstance(phone, Problem):
        return Person.objects.none()
    return Person.objects.filter(phone_index=blind_index(phone))


def account_of(login: str) -> User | None:
    """The account meant by a user name or a phone; None when there is none, or several share the phone."""
    user = User.objects.filter(username=login).first()
    if user is not None:
        return user
    found = list(User.objects.filter(person__in=find_by_phone(login))[:2])
    return found[0] if len(found) == 1 else None


def search_condition(query: Query) -> Q:
    """Persons by part of the name (index of characters), pinyin or initials."""
    if query.letters:
        return name_filter(query)
    characters = " ".join(character for character in query.text.lower() if not character.isspace())
    return Q(name_characters=SearchQuery(characters, config="simple", search_type="phrase"))


def corrections_for(user: User) -> QuerySet[CorrectionRequest]:
    """Requests for correction that the user may see: of persons whose members they manage."""
    return CorrectionRequest.objects.filter(person__in=Person.objects.visible_to(user, "organizations.manage_member"))
