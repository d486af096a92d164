import threading

import pytest
from django.db import connections

from core.models import PeriodicRun, WorkDay
from core.records.periodic import run_once


@pytest.mark.django_db
def test_a_finished_period_is_not_run_again() -> None:
    runs: list[str] = []
    assert run_once("test.job", "2026-11", lambda: runs.append("a"))
    assert not run_once("test.job", "2026-11", lambda: runs.append("b"))
    assert run_once("test.job", "2026-12", lambda: runs.append("c"))
    assert runs == ["a", "c"]


@pytest.mark.django_db
def test_a_crashed_run_leaves_nothing_and_is_repeated() -> None:
    def half() -> None:
        WorkDay.objects.filter(date="2026-11-23").update(source="半途")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        run_once("test.job", "2026-11", half)
    assert not WorkDay.objects.filter(source="半途").exists()
    assert run_once("test.job", "2026-11", lambda: {"organizations": 3})
    run = PeriodicRun.objects.get(job="test.job")
    assert run.finished_at and run.result == {"organizations": 3}


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_run_it_once() -> None:
    runs: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        runs.append(1)
        started.set()
        go_on.wait(10)

    def first() -> None:
        run_once("test.job", "2026-11-22", slow)
        connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    assert started.wait(10)
    assert not run_once("test.job", "2026-11-22", lambda: runs.append(2))
    go_on.set()
    thread.join()
    assert not run_once("test.job", "2026-11-22", lambda: runs.append(3))
    assert runs == [1]
