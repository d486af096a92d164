"""Short form of `manage.py kill_test`: each process of a portal of its own is killed once; everything happens once."""

import json
import subprocess

import pytest
from django.core.management import call_command
from django.db import connection

from server.dumps import postgres_tool

KILLS = 8
TARGETS = {"web", "web master", "backend", "postmaster", "worker", "pool", "beat", "broker"}


@pytest.mark.django_db
@pytest.mark.real_clock(reason="its portal is other processes")
def test_killed_processes_lose_nothing_and_do_nothing_twice(tmp_path):
    dump, evidence = tmp_path / "empty.dump", tmp_path / "kills.json"
    command, environment = postgres_tool("pg_dump", connection.settings_dict["TEST"]["TEMPLATE"])
    subprocess.run([*command, "-Fc", "-Z0", "-f", str(dump)], env=environment, check=True)
    call_command("kill_test", kills=KILLS, seed=7, pace=10, json=str(evidence), dump=str(dump))
    found = json.loads(evidence.read_text())
    assert (found["lost"], found["doubled"], found["came_to_rest"], found["faults"]) == (0, 0, True, [])
    assert found["kills"] == dict.fromkeys(TARGETS, 1)
    assert found["letters"]["effects"] == found["letters"]["expected"] > 0
    assert found["letters_handed_over_twice"] <= found["letters_at_most_twice_by_kills"]
    assert sum(found[name]["expected"] for name in ("items", "registrations", "rosters")) > 0
    assert found["chain_wrong"] == 0
    assert found["seals"] == found["audit_events"] > 0
