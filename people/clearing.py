"""Takes out of the portal who somebody was (MEM-15): what counts the person stays, and says no longer whose it is.

Called inside the transaction of a confirmed erasure (members.erasure); the histories' rows go by the database's own
function, which lets go of nothing but what stands cleared.
"""

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from people.models import AccountSession, CorrectionRequest, Person, User

CLEARED = "已清除人员"
"""Instead of a name."""


def clear_contacts(ids: list[int]) -> None:
    """Phone and address go; the person stays known."""
    Person.objects.filter(pk__in=ids).update(phone=b"", phone_index=None, address=b"", version=F("version") + 1)


def clear_persons(ids: list[int]) -> None:
    """Everything that says who the persons were, their accounts' names, their requests, and the old rows of it."""
    Person.objects.filter(pk__in=ids).update(
        name=CLEARED,
        pinyin="",
        initials="",
        sex="",
        birth_date=None,
        ethnicity="",
        education="",
        specialty="",
        occupation="",
        resident_number=b"",
        resident_number_index=None,
        phone=b"",
        phone_index=None,
        address=b"",
        version=F("version") + 1,
    )
    CorrectionRequest.objects.filter(person__in=ids).delete()
    accounts = User.objects.filter(person__in=ids)
    Authenticator.objects.filter(user__in=accounts).delete()
    AccountSession.objects.filter(user__in=accounts).delete()
    accounts.update(
        username=Concat(Value("cleared-"), Cast("pk", CharField())),
        email="",
        is_active=False,
        password=make_password(None),
        session_number=F("session_number") + 1,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_forget_cleared(%s)", [ids])
