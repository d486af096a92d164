"""The supervisor and the sentences of `make run`."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from core.records import roles
from server import environment, run
from server.environment import BASE_DIR, StartError
from tests.config.test_embedded import clean_environment, home, processes_of, wait_until_gone  # noqa: F401
from tests.template import ensure_template, execute

KEEP_TWO = """
import signal, sys
from pathlib import Path
from server.supervisor import Child, Supervisor
logs = Path(sys.argv[1])
logs.mkdir(exist_ok=True)
sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
two = [Child("first", sleep, logs / "first.log"), Child("second", sleep, logs / "second.log")]
keeper = Supervisor(two, lambda text: print(text, flush=True), lambda: None)
signal.signal(signal.SIGTERM, keeper.ask_to_stop)
keeper.run(lambda: print(*[child.process.pid for child in two], flush=True))
print("stopped", flush=True)
"""


@pytest.fixture
def keeper(home: Path) -> Iterator[subprocess.Popen]:  # noqa: F811
    process = subprocess.Popen(
        [sys.executable, "-c", KEEP_TWO, str(home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=BASE_DIR,
        env=clean_environment(home),
    )
    yield process
    process.kill()
    process.communicate()


def pids(keeper: subprocess.Popen) -> list[int]:
    assert keeper.stdout
    return [int(word) for word in keeper.stdout.readline().split()]


def test_supervisor_starts_a_killed_child_again(home: Path, keeper: subprocess.Popen) -> None:  # noqa: F811
    first, second = pids(keeper)
    for _ in range(3):
        os.kill(second, signal.SIGKILL)
        end = time.monotonic() + 10
        while not (fresh := processes_of(home) - {first, second, keeper.pid}) and time.monotonic() < end:
            time.sleep(0.05)
        (second,) = fresh
    assert first in processes_of(home)


def test_supervisor_told_to_stop_stops_its_children(home: Path, keeper: subprocess.Popen) -> None:  # noqa: F811
    pids(keeper)
    keeper.terminate()
    assert "stopped" in keeper.communicate(timeout=20)[0]
    assert not processes_of(home)


def test_killed_supervisor_leaves_no_orphan(home: Path, keeper: subprocess.Popen) -> None:  # noqa: F811
    pids(keeper)
    keeper.kill()
    keeper.wait()
    assert not wait_until_gone(home)


def start(home: Path, **more: str) -> subprocess.CompletedProcess:  # noqa: F811
    return subprocess.run(
        [sys.executable, "-m", "server.run"],
        capture_output=True,
        text=True,
        cwd=BASE_DIR,
        env=clean_environment(home) | more,
        timeout=60,
    )


def test_busy_port_gets_a_sentence(home: Path) -> None:  # noqa: F811
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = start(home, PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "已被占用" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (home / "pgdata").exists()


@pytest.mark.parametrize("port", ["0", "70000", "web", "-1"])
def test_impossible_port_gets_a_sentence(home: Path, port: str) -> None:  # noqa: F811
    done = start(home, PORT=port)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "PORT" in done.stderr


def test_too_long_path_gets_a_sentence(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d" * 100] * 7)
    done = start(deep)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "目录名过长" in done.stderr


def test_full_disk_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "ENOUGH_BYTES", 1 << 60)
    with pytest.raises(StartError, match="磁盘空间不足"):
        run.check_home(tmp_path / "home")


def test_second_start_of_one_home_gets_a_sentence(tmp_path: Path) -> None:
    first = run.lock_home(tmp_path)
    with pytest.raises(StartError, match="已经在运行"):
        run.lock_home(tmp_path)
    first.close()
    run.lock_home(tmp_path).close()


def fake_python(folder: Path, refuses: str) -> Path:
    """A Python that fails on the given piece of code and otherwise is the real one."""
    path = folder / "python"
    path.write_text(f'#!/bin/sh\ncase "$*" in *"{refuses}"*) exit 1;; esac\nexec "{sys.executable}" "$@"\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder, awkwardly named, with what `deploy/environment.sh` reads; its pinned list is empty."""
    folder = tmp_path / "a folder 目录"
    for name in ("deploy", "requirements"):
        (folder / name).mkdir(parents=True)
    (folder / "deploy" / "environment.sh").write_bytes((BASE_DIR / "deploy" / "environment.sh").read_bytes())
    (folder / "requirements" / "base.txt").write_text("")
    return folder


def build(checkout: Path, **more: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["sh", str(checkout / "deploy" / "environment.sh"), "base"],
        capture_output=True,
        text=True,
        cwd="/",
        env=os.environ | more,
        timeout=120,
    )


def test_missing_venv_module_gets_a_sentence(checkout: Path, tmp_path: Path) -> None:
    done = build(checkout, PYTHON=str(fake_python(tmp_path, "import ensurepip")))
    assert done.returncode == 1
    assert "python3.11-venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_old_python_gets_a_sentence(checkout: Path, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "cat", "cksum", "tr", "dirname", "awk", "df", "grep", "tail", "mkdir", "rm"):
        for place in ("/bin", "/usr/bin"):
            if Path(place, name).exists() and not (tools / name).exists():
                (tools / name).symlink_to(Path(place, name))
    old = tools / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = build(checkout, PATH=str(tools), PYTHON="", SYSTEM_PYTHON=str(old))
    assert done.returncode == 1
    assert "需要 Python 3.11" in done.stderr


def told_python(folder: Path, name: str, refuses: str = "nothing of this kind") -> Path:
    """A Python that leaves its name in ``asked`` when it makes an environment."""
    path = folder / name
    path.write_text(
        f'#!/bin/sh\ncase "$*" in *"{refuses}"*) exit 1;; "-m venv"*) echo {name} >>"{folder}/asked";; esac\n'
        f'exec "{sys.executable}" "$@"\n'
    )
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("refuses", "taken"),
    [("nothing of this kind", "system"), ("import ensurepip", "python3.11"), ("3, 11", "python3.11")],
)
def test_the_systems_python_comes_first_and_is_passed_over_when_unfit(
    checkout: Path, tmp_path: Path, refuses: str, taken: str
) -> None:
    system = told_python(tmp_path, "system", refuses)
    told_python(tmp_path, "python3.11")
    done = build(checkout, PATH=f"{tmp_path}:{os.environ['PATH']}", PYTHON="", SYSTEM_PYTHON=str(system))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "asked").read_text().split() == [taken]


def test_half_made_environment_is_built_again(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / ".building").touch()
    (checkout / "requirements" / "base.txt").write_text("no-such-package-of-the-portal @ file:///nowhere/x.whl\n")
    done = build(checkout)
    assert "不完整" in done.stdout
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert done.returncode == 1  # this list cannot be installed: a sentence, and the next start begins anew
    assert "依赖包没有装好" in done.stderr
    assert (checkout / ".venv" / ".building").exists()


@pytest.fixture
def migrated(django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Both addresses of a migrated database of the test's own on the tests' server."""
    with django_db_blocker.unblock():
        name = f"run_{os.getpid()}"
        execute(f'CREATE DATABASE "{name}" TEMPLATE "{ensure_template()}"')
    yield {
        "DATABASE_URL": roles.address(name=name),
        "DATABASE_OWNER_URL": roles.address(owner=True, name=name),
        "PORTAL_KEYS": json.dumps(environment.keyring()),  # the template's: another ring would be refused
    }
    with django_db_blocker.unblock():
        execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_whole_portal_starts_answers_and_dies_with_its_supervisor(
    home: Path,  # noqa: F811
    migrated: dict[str, str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-m", "server.run"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=BASE_DIR,
        env=clean_environment(home) | {"PORT": str(port), "PORTAL_TEST": "0"} | migrated,
    )
    assert started.stdout
    lines = []
    for line in started.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    assert "Ctrl-C" in lines[-1], "".join(lines)
    end, status = time.monotonic() + 40, 0
    while status != 200 and time.monotonic() < end:  # database, broker, and a worker that did its heartbeat
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                status = answer.status
        except urllib.error.HTTPError as error:
            status = error.code
            time.sleep(0.2)
    assert status == 200
    assert len(processes_of(home)) >= 8
    started.kill()
    started.communicate()
    assert not wait_until_gone(home, seconds=20)
