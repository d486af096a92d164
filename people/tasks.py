"""Celery's view of accounts."""

from celery import shared_task

from people.sessions import SessionStore


@shared_task
def clear_sessions() -> None:
    """Rows of sessions that are over, once a night; nobody is answered by them since."""
    SessionStore.clear_expired()
