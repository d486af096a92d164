"""Accounts for the pages of core; the district comes from the people's tests."""

from tests.people.conftest import district, member, secretary

__all__ = ["district", "member", "secretary"]
