"""Short form of `manage.py kill_test`: a real worker and a real beat are killed; every effect happens exactly once."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

KILLS = 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_clock(reason="its workers and its beat are other processes")
def test_killed_workers_and_beats_lose_nothing_and_do_nothing_twice(tmp_path):
    evidence = tmp_path / "kills.json"
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    call_command("kill_test", kills=KILLS, seed=7, json=str(evidence), template=template)
    found = json.loads(evidence.read_text())
    assert (found["lost"], found["doubled"], found["came_to_rest"]) == (0, 0, True)
    assert sum(found["kills"].values()) == KILLS
    assert found["letters"]["effects"] == found["letters"]["expected"] > 0
