"""Passwords for one use that the portal makes: to read from paper, to type on a phone, and never to guess."""

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without what looks alike on paper: I and 1, O and 0."""
GROUPS, LENGTH = 3, 4
ROUNDS = 4_000
"""Of PBKDF2. A word that people choose needs a million of them; 60 bits by chance need none, and end in three days. A
thousand slips are made while somebody waits. The algorithm is that of every password, so a sign-in takes as long."""


def new_password() -> str:
    """``K7MR-2F9X-QW3T``: 60 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))


def stored(password: str) -> str:
    """A password of this module as an account keeps it; the first sign-in stores it anew with all rounds."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return str(hasher.encode(password, hasher.salt(), iterations=ROUNDS))
    return str(hasher.encode(password, hasher.salt()))
