"""What a roster says differently about people whom the portal knows; no reads, no writes."""

from datetime import date
from typing import Any

from core.records.protection import UnreadableValue, decrypt, encrypt, moved, place
from members.importing.staging import Known

PERSON_FIELDS = (
    "name", "pinyin", "initials", "sex", "birth_date", "ethnicity", "education", "occupation", "phone", "phone_index",
    "address",
)  # fmt: skip


def person_changes(row: Known, key: int) -> dict[str, Any]:
    """What the roster says differently about the person. An empty cell changes nothing.

    `key`: the row the roster's protected cells are bound to; what changes is bound to the person.
    """
    found = {
        name: getattr(row, name)
        for name in ("sex", "birth_date", "ethnicity", "education", "occupation")
        if getattr(row, name) and getattr(row, name) != getattr(row, f"old_{name}")
    }
    if row.phone_index is not None and _bytes(row.phone_index) != _bytes(row.old_phone_index):
        phone = moved(row.phone, _cell("phone", key), _cell("phone", row.person_id))
        found |= {"phone": phone, "phone_index": row.phone_index}
    if row.address:
        address = decrypt(row.address, _cell("address", key))
        if address != _known_address(row):
            found["address"] = encrypt(address, _cell("address", row.person_id))
    return found


def _cell(column: str, key: int) -> bytes:
    return place("people_person", column, key)


def _known_address(row: Known) -> str | None:
    """None where it does not open: the roster's replaces it."""
    try:
        return decrypt(row.old_address, _cell("address", row.person_id))
    except UnreadableValue:
        return None


def spell_changes(row: Known) -> dict[str, Any]:
    return {
        name: getattr(row, name)
        for name in ("status", "member_class", "joined_on", "full_on", "remark")
        if getattr(row, name)
        and getattr(row, name) != getattr(row, f"old_{name}")
        and not _is_coarser(getattr(row, name), getattr(row, f"old_{name}"))
    }


def _is_coarser(new: Any, old: Any) -> bool:
    """1990.07 says no more than the 1990-07-15 that is stored."""
    return isinstance(new, date) and isinstance(old, date) and new == old.replace(day=1)


def old_person(row: Known) -> dict[str, Any]:
    return {name: getattr(row, name if name in ("pinyin", "initials") else f"old_{name}") for name in PERSON_FIELDS}


def old_spell(row: Known) -> dict[str, Any]:
    names = ("status", "member_class", "joined_on", "full_on", "remark")
    if row.membership_id is None:
        return {name: getattr(row, name) for name in names}
    return {name: getattr(row, f"old_{name}") for name in names}


def spell_values(spell: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(spell[name] for name in ("status", "member_class", "joined_on", "full_on", "remark"))


def before(row: Known, person: dict[str, Any], spell: dict[str, Any]) -> dict[str, Any]:
    """The old values of what changes, ready for JSON."""
    old = {name: getattr(row, f"old_{name}") for name in (*person, *(spell if row.membership_id else ()))}
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else _bytes(value).hex()
        if isinstance(value, bytes | memoryview)
        else value
        for name, value in old.items()
    }


def _bytes(value: bytes | memoryview | None) -> bytes:
    return bytes(value) if value is not None else b""
