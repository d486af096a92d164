"""Keeps a few child processes running and stops them in order; no child outlives it."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from server.embedded import die_with_parent
from server.environment import BASE_DIR

STEADY_SECONDS = 10  # a child that lived this long starts again at once
LONGEST_PAUSE = 10.0
LOG_BYTES = 20 << 20


@dataclass
class Child:
    name: str
    command: list[str]
    log: Path
    stop_seconds: float = 10
    pass_fds: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    next_start: float = 0.0
    failures: int = 0

    def start(self) -> None:
        self.shorten_log()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=BASE_DIR,
                pass_fds=self.pass_fds,
                start_new_session=True,  # Ctrl-C reaches the supervisor only, which stops them in order
                preexec_fn=die_with_parent(signal.SIGKILL),
            )
        self.started = time.monotonic()

    def shorten_log(self) -> None:
        """Set a long log aside, also while it is written to (at its end, wherever that is then). On a full disk only
        the room counts."""
        if not self.log.exists() or self.log.stat().st_size <= LOG_BYTES:
            return
        aside = self.log.with_suffix(".log.1")
        try:
            shutil.copyfile(self.log, aside)
        except OSError:
            aside.unlink(missing_ok=True)
        os.truncate(self.log, 0)

    def ended(self) -> int | None:
        """Exit status when it ended by itself since the last look, else None."""
        if self.process is None or (status := self.process.poll()) is None:
            return None
        self.process = None
        steady = time.monotonic() - self.started > STEADY_SECONDS
        self.failures = 0 if steady else self.failures + 1
        self.next_start = time.monotonic() + min(0.1 * 2 ** min(self.failures, 10), LONGEST_PAUSE)
        return status

    def ask_to_stop(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def wait(self, hurry: Callable[[], bool]) -> None:
        """Until it has ended; it is killed, with its own children, when that takes too long or `hurry` says so."""
        end = time.monotonic() + self.stop_seconds
        while self.process is not None and self.process.poll() is None:
            if hurry() or time.monotonic() > end:
                os.killpg(self.process.pid, signal.SIGKILL)
            time.sleep(0.05)


class Supervisor:
    """Runs children until `stop_asked`; what ends by itself is started again without limit."""

    def __init__(self, children: list[Child], say: Callable[[str], None], each_round: Callable[[], None]):
        self.children = children
        self.say = say
        self.each_round = each_round
        self.stop_asked = 0

    def ask_to_stop(self, *_signal: object) -> None:
        self.stop_asked += 1

    def run(self, on_started: Callable[[], None]) -> None:
        for child in self.children:
            child.start()
        try:
            on_started()
            while not self.stop_asked:
                self.each_round()
                for child in self.children:
                    if (status := child.ended()) is not None and (child.failures < 4 or child.failures % 20 == 0):
                        self.say(f"{child.name} 退出（{status}），重新启动（ended, restarting; see {child.log}）")
                    if child.process is None and time.monotonic() >= child.next_start:
                        child.start()
                    child.shorten_log()
                time.sleep(0.1)
        finally:
            for child in reversed(self.children):
                child.ask_to_stop()
            for child in reversed(self.children):
                child.wait(lambda: self.stop_asked > 1)
