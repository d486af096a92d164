import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from server import environment
from server.environment import StartError, parse_database_url, redis_urls


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://u:p%40ss%2Fword@db.example:6432/portal?sslmode=require",
            {"USER": "u", "PASSWORD": "p@ss/word", "HOST": "db.example", "PORT": "6432", "NAME": "portal"},
        ),
        ("postgres://u@%2FRun%2Fpg/name", {"USER": "u", "HOST": "/Run/pg", "PORT": "", "NAME": "name"}),
        ("postgresql:///name?host=/run/pg&port=5433", {"HOST": "/run/pg", "PORT": "5433", "USER": ""}),
        ("postgresql://u:p@[::1]:5432/%E5%85%9A%E5%BB%BA", {"HOST": "::1", "NAME": "党建"}),
    ],
)
def test_database_url_is_read(url: str, expected: dict) -> None:
    entry = parse_database_url(url)
    assert expected.items() <= entry.items()


def test_database_url_keeps_connection_options() -> None:
    assert parse_database_url("postgresql://h/n?sslmode=require")["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://u@h/n", "postgresql://u@h/", "postgresql://u@h:port/n", "portal"])
def test_database_url_that_cannot_be_used_gets_a_sentence(url: str) -> None:
    with pytest.raises(StartError, match="DATABASE_URL"):
        parse_database_url(url)


@pytest.mark.parametrize(
    ("url", "broker", "cache"),
    [
        ("redis://localhost:1", "redis://localhost:1/0", "redis://localhost:1/1"),
        ("rediss://:pw@h/3", "rediss://:pw@h/3", "rediss://:pw@h/4"),
        ("unix:///run/v.sock", "redis+socket:///run/v.sock?virtual_host=0", "unix:///run/v.sock?db=1"),
        ("unix:///run/v.sock?db=4", "redis+socket:///run/v.sock?virtual_host=4", "unix:///run/v.sock?db=5"),
    ],
)
def test_redis_url_gives_broker_and_cache(url: str, broker: str, cache: str) -> None:
    assert redis_urls(url) == (broker, cache)


@pytest.mark.parametrize(
    "url",
    ["redis://h:1", "redis://:pw@10.0.0.5/3", "rediss://h?ssl_cert_reqs=none", "rediss://h?ssl_cert_reqs=optional"],
)
def test_a_broker_on_another_machine_is_reached_by_tls_with_its_certificate(url: str) -> None:
    with pytest.raises(StartError, match="rediss://"):
        redis_urls(url)


@pytest.mark.parametrize("parameters", ["", "?sslmode=require", "?sslmode=prefer"])
@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_a_database_on_another_machine_is_reached_by_tls_with_its_certificate(
    monkeypatch: pytest.MonkeyPatch, variable: str, parameters: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/portal?sslmode=verify-full")
    monkeypatch.setenv(variable, f"postgresql://db.example/portal{parameters}")
    with pytest.raises(StartError, match="verify-full"):
        environment.database(owner=variable == "DATABASE_OWNER_URL")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db.example/portal?sslmode=verify-full&sslrootcert=/etc/ssl/office.pem",
        "postgresql://u@%2Frun%2Fpostgresql/portal",
        "postgresql:///portal?host=/run/postgresql",
        "postgresql://u:p@127.0.0.1:5432/portal",
        "postgresql://u:p@[::1]:5432/portal",
        "postgresql://u:p@localhost/portal",
    ],
)
def test_a_database_reached_safely_or_on_this_machine_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert environment.database()["NAME"] == "portal"


@pytest.mark.parametrize("content", [None, "", "password1\n"])
def test_a_file_of_breached_passwords_that_is_none_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "breached.txt"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("BREACHED_PASSWORDS", str(path))
    with pytest.raises(StartError, match="BREACHED_PASSWORDS"):
        environment.breached_passwords()
    path.write_text(f"{'0' * 39}A:12\n")
    assert environment.breached_passwords() == str(path)


@pytest.mark.parametrize("url", ["http://h", "redis://localhost/x", ""])
def test_redis_url_that_cannot_be_used_gets_a_sentence(url: str) -> None:
    with pytest.raises(StartError, match="REDIS_URL"):
        redis_urls(url)


def test_secret_is_made_once_and_is_private(home: Path) -> None:
    first = environment.secret("django", "NO_SUCH_VARIABLE")
    assert environment.secret("django", "NO_SUCH_VARIABLE") == first
    assert len(first) >= 50
    assert stat.S_IMODE((home / "secrets" / "django").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "secrets").stat().st_mode) == 0o700


def test_secret_of_the_environment_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", "given")
    assert environment.secret("django", "A_SECRET") == "given"
    assert not home.exists()


def test_processes_that_start_together_agree_on_the_secret(home: Path) -> None:
    code = "from server import environment; print(environment.secret('together'))"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=environment.BASE_DIR)
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in started}) == 1


def test_keyring_has_a_current_key_and_an_index_key(home: Path) -> None:
    ring = environment.keyring()
    assert str(ring["current"]) in ring["keys"]
    assert environment.keyring() == ring


@pytest.mark.parametrize("text", ["{}", "not json", json.dumps({"current": 2, "keys": {"1": "AA=="}, "index": "AA=="})])
def test_malformed_keys_get_a_sentence_that_does_not_quote_them(
    home: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("PORTAL_KEYS", text)
    with pytest.raises(StartError, match="PORTAL_KEYS") as caught:
        environment.keyring()
    assert "AA==" not in str(caught.value)


def test_sockets_stay_in_the_home_while_its_path_is_short(tmp_path: Path) -> None:
    assert environment.runtime_dir(Path("/srv/portal/var")) == Path("/srv/portal/var/run")


@pytest.mark.parametrize("name", ["长" * 40, "with space", "逗号,comma"])
def test_sockets_move_to_a_short_private_folder_when_the_home_is_awkward(tmp_path: Path, name: str) -> None:
    found = environment.runtime_dir(tmp_path / name)
    assert str(found).startswith(f"/tmp/portal-{os.geteuid()}-")
    assert found != environment.runtime_dir(tmp_path / (name + "2"))


def test_folder_that_cannot_be_made_gets_a_sentence() -> None:
    with pytest.raises(StartError, match="无法建立目录"):
        environment.make_private_directory(Path("/dev/null/here"))
