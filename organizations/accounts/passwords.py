"""What a password may not be made of: words that whoever knows the office tries first, and passwords of breaches.

Any composition is taken otherwise: digits alone, words alone, Chinese (OWASP ASVS 5.0, 6.2).
"""

import hashlib
import mmap
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.chinese.readings import pinyin
from organizations.scoping import steps_to
from organizations.ties import paths_of
from people.models import User

LEAST = 8
"""Characters that have to be left when the words are taken out of a password that holds some."""
_WORDS = """
社区党建 党建 党员 党支部 党总支 党工委 党委 组织部 社区 街道 支部 书记
shequdangjian dangjian dangyuan dangzhibu dangzongzhi danggongwei dangwei zuzhibu shequ jiedao zhibu shuji
gongchandang mima guanliyuan portal admin party community 123456 12345
"""
WORDS = tuple(_WORDS.split())
"""Of the product, of its field, of what people put beside them."""
_OFFICES = re.compile(
    r"第?[一二三四五六七八九十\d]*(党支部|党总支|党委|党工委|工作委员会|区委组织部|组织部|社区|街道|镇|乡|网格|委员会|党组)"
)
_YEAR = re.compile(r"(19|20)\d\d")
_NOT_LETTERS = re.compile(r"[\W_]+")


class OfficeWords:
    """Refuses what is little more than words of the office, of the product, or of the person."""

    def validate(self, password: str, user: Any = None) -> None:
        words = {*WORDS, *(_about(user) if isinstance(user, User) else ())}
        plain = _NOT_LETTERS.sub("", password.casefold())
        left = plain
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, "")
        if left != plain and len(_YEAR.sub("", left)) < LEAST:
            raise ValidationError(
                "密码不能主要由本单位名称、“党建”“社区”这样的词，或本人的姓名、电话、生日组成，请换一个别人想不到的",
                code="password_office_words",
            )

    def get_help_text(self) -> str:
        return "不能主要由单位名称、“党建”“社区”这样的词，或本人的姓名、电话、生日组成。"


def _about(user: User) -> set[str]:
    """Names of the person and of the places that hold it, as they are written and as they are typed."""
    found = {user.username.casefold()}
    person = user.person
    if person is None:
        return {word for word in found if len(word) > 2}
    found |= {person.name, person.pinyin, person.phone, person.phone[-8:], person.resident_number[-6:].casefold()}
    if person.birth_date:
        found |= {f"{person.birth_date:%Y%m%d}", f"{person.birth_date:%y%m%d}"}
    for step in steps_to(paths_of(person.pk, timezone.localdate())).values():
        for name in (step.name, _OFFICES.sub("", step.name)):
            found |= {name, pinyin(name)[0]}
    return {word for word in found if len(word) > 2 or (len(word) == 2 and not word.isascii())}


class Breached:
    """Refuses passwords of ``BREACHED_PASSWORDS``: a file of SHA-1 digests in order, ``<hex>:<count>`` a line, as the
    known collections are handed out. Looked up on this machine; without a file nothing is asked.
    """

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002  (as Django calls it)
        path = settings.BREACHED_PASSWORDS
        if path and _holds(Path(path), hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()):
            raise ValidationError("这个密码出现在已经泄露的密码中，请换一个", code="password_breached")

    def get_help_text(self) -> str:
        return "不能是已经泄露的密码。"


def _holds(path: Path, digest: str) -> bool:
    """Whether a line of the ordered file begins with the digest: halved thirty times, whatever its size."""
    wanted = digest.encode()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
        low, high = 0, len(lines)
        while low < high:
            middle = (low + high) // 2
            begins = lines.rfind(b"\n", 0, middle) + 1
            found = lines[begins : begins + 40].upper()
            if found == wanted:
                return True
            if found < wanted:
                ends = lines.find(b"\n", middle)
                low = len(lines) if ends < 0 else ends + 1
            else:
                high = begins
    return False
