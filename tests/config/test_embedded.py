"""Real servers in a home of the test's own, started by processes of their own."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.environment import BASE_DIR, runtime_dir

HOLD = """
import sys
from server import embedded
with embedded.servers() as pair:
    print(len(pair.processes), pair.missing(), flush=True)
    sys.stdin.read()
print("stopped", flush=True)
"""

KEEP = """
import contextlib, os, signal, threading, time
from pathlib import Path
from server import embedded

def strike(pair, until):
    while time.monotonic() < until:
        for name, process, _ in list(pair.processes):
            with contextlib.suppress(OSError):
                below = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
                for child in below if name == "postgres" else ():
                    os.kill(int(child), signal.SIGKILL)
        time.sleep(0.02)

with embedded.servers() as pair:
    next(process for name, process, _ in pair.processes if name == "postgres").kill()
    thread = threading.Thread(target=strike, args=(pair, time.monotonic() + 1.5))
    thread.start()
    while thread.is_alive() or pair.missing():
        pair.keep_running()
        time.sleep(0.02)
    print("kept", pair.missing(), flush=True)
"""


class Holder(subprocess.Popen):
    """A process inside `embedded.servers()` until its input is closed."""

    def __init__(self, home: Path):
        super().__init__(
            [sys.executable, "-c", HOLD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=BASE_DIR,
            env=clean_environment(home),
        )
        assert self.stdout
        self.first_line = self.stdout.readline().strip()

    def finish(self) -> str:
        return self.communicate(timeout=60)[0].strip()


def clean_environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL", "PORT", "HOST")}
    return kept | {"PORTAL_HOME": str(home), "PORTAL_TEST": "1", "DEMO": "0"}


def processes_of(home: Path) -> set[int]:
    """Processes that were started with this PORTAL_HOME and still live (PostgreSQL hides its environment)."""
    needle = f"PORTAL_HOME={home}".encode()
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                inside = os.readlink(entry / "cwd") == str(home / "pgdata")
                if inside or needle in (entry / "environ").read_bytes().split(b"\0"):
                    found.add(int(entry.name))
    return found


def wait_until_gone(home: Path, seconds: float = 15) -> set[int]:
    end = time.monotonic() + seconds
    while (left := processes_of(home)) and time.monotonic() < end:
        time.sleep(0.1)
    return left


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    home = tmp_path / "h"
    yield home
    for pid in processes_of(home):  # a failed test leaves nothing behind either
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_first_command_starts_the_servers_and_the_second_finds_them(home: Path) -> None:
    owner, guest = Holder(home), Holder(home)
    assert (owner.first_line, guest.first_line) == ("2 []", "0 []")
    assert guest.finish() == "stopped"
    assert owner.finish() == "stopped"
    assert not wait_until_gone(home)


def test_owner_waits_for_the_commands_that_found_its_servers(home: Path) -> None:
    owner, guest = Holder(home), Holder(home)
    assert owner.stdin
    owner.stdin.close()
    owner.stdin = None
    time.sleep(0.5)
    assert owner.poll() is None
    guest.finish()
    assert owner.finish() == "stopped"


def test_two_starts_at_once_make_one_pair(home: Path) -> None:
    code = "from server import embedded\nwith embedded.servers() as p: print(len(p.processes), p.missing())"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            text=True,
            cwd=BASE_DIR,
            env=clean_environment(home),
        )
        for _ in range(3)
    ]
    answers = [process.communicate(timeout=60)[0].strip() for process in started]
    assert all(process.returncode == 0 for process in started)
    assert "2 []" in answers
    assert set(answers) <= {"0 []", "2 []"}


def test_servers_die_with_a_killed_parent_and_start_again_on_the_same_data(home: Path) -> None:
    owner = Holder(home)
    assert len(processes_of(home)) >= 3
    owner.kill()
    owner.communicate()
    again = Holder(home)  # at once: it waits for the old server to let go
    assert again.first_line == "2 []"
    again.finish()
    assert not wait_until_gone(home)


def test_a_server_that_dies_again_while_it_comes_back_is_started_again(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KEEP], cwd=BASE_DIR, env=clean_environment(home), capture_output=True, text=True
    )
    assert done.stdout.strip().endswith("kept []"), done.stderr[-2000:]
    assert not wait_until_gone(home)


def test_home_with_spaces_and_chinese_and_a_long_path_works(tmp_path: Path) -> None:
    home = tmp_path / ("社区 党建 " + "长" * 30)
    owner = Holder(home)
    assert owner.first_line == "2 []"
    owner.finish()
    assert not wait_until_gone(home)
    for left in runtime_dir(home.resolve()).rglob("*"):
        assert not left.is_socket()


def test_given_addresses_replace_the_embedded_servers(home: Path) -> None:
    code = "from server import embedded\nwith embedded.servers() as p: print(len(p.processes))"
    env = clean_environment(home) | {"DATABASE_URL": "postgresql://localhost/n", "REDIS_URL": "redis://localhost"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=BASE_DIR, env=env)
    assert done.stdout.strip() == "0"
    assert not home.exists()


def test_unusable_home_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        capture_output=True,
        text=True,
        cwd=BASE_DIR,
        env=clean_environment(tmp_path / "file" / "home"),
    )
    assert done.returncode == 1
    assert "无法建立目录" in done.stderr
    assert "Traceback" not in done.stderr
