"""Run a function in a child process with limits on memory, processor and wall time.

What a stranger uploaded is parsed here and never in the web process: a parser that panics, aborts or eats
memory takes only the child with it. The child is forked, so that it starts at once, sees the file without a
copy, and can run a function of the caller's on the result before anything travels back. It must not touch the
database: its copies of the parent's connections are closed with it, unused.
"""

import contextlib
import ctypes
import faulthandler
import fcntl
import os
import pickle
import resource
import select
import selectors
import signal
import time
import traceback
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings

from core.office.spreadsheets import limits
from core.office.spreadsheets.errors import UnreadableSpreadsheet

_RESULT, _REFUSED, _FAILED, _PIECE = b"R", b"E", b"X", b"P"
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class ChildFailed(RuntimeError):
    """The function itself raised: a defect in our code, with the child's traceback."""


class ChildDied(Exception):
    """The child ended without a word: out of memory, aborted, or killed."""


# --- One limit for all children -----------------------------------------------------------------

_patience: ContextVar[float] = ContextVar("patience", default=limits.PATIENCE_SECONDS)


@contextlib.contextmanager
def patient(seconds: float) -> Iterator[None]:
    """Within, who finds all places taken waits so long: a job has time, somebody at a page has not."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


@contextlib.contextmanager
def _place() -> Iterator[None]:
    """One of ``limits.MOST_CHILDREN`` places of this portal, by the lock of a file: the system gives it back with the
    process. Raises UnreadableSpreadsheet ``busy``.
    """
    folder = Path(settings.PORTAL_HOME) / "run"
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + _patience.get()
    with contextlib.ExitStack() as stack:
        files = [
            stack.enter_context(open(folder / f"spreadsheet-{number}.lock", "a"))
            for number in range(limits.MOST_CHILDREN)
        ]
        while (mine := next(filter(_taken, files), None)) is None:
            if time.monotonic() >= deadline:
                raise UnreadableSpreadsheet("busy")
            time.sleep(0.1)
        try:
            yield
        finally:
            fcntl.flock(mine, fcntl.LOCK_UN)  # the child has copies of the file: closing it alone frees nothing


def _taken(file: Any) -> bool:
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def run(
    prepare: Callable[[], Any],
    finish: Callable[[Any, int, int], bytes],
    *,
    workers: int = 1,
    memory: int,
    cpu_seconds: int,
    wall_seconds: float,
) -> list[bytes]:
    """`prepare()` once in a child, then `finish(prepared, part, workers)` in that child and its forks.

    Returns the bytes of each part, in order. `UnreadableSpreadsheet` raised in the child is raised here
    again. `memory` is what the child may map beyond what it inherited.
    """
    with _place():
        return _run(prepare, finish, workers, memory, cpu_seconds, wall_seconds)


def _run(
    prepare: Callable[[], Any],
    finish: Callable[[Any, int, int], bytes],
    workers: int,
    memory: int,
    cpu_seconds: int,
    wall_seconds: float,
) -> list[bytes]:
    pipes = [os.pipe() for _ in range(workers)]
    parent = os.getpid()
    with warnings.catch_warnings():
        # Python ≥ 3.12 warns when a threaded process forks; the child below takes no lock of another thread.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _child(prepare, finish, pipes, parent, memory, cpu_seconds)
    try:
        for _, write in pipes:
            os.close(write)
        outputs = _collect([read for read, _ in pipes], time.monotonic() + wall_seconds)
    finally:
        status = _end(pid)
        for read, _ in pipes:
            os.close(read)
    return [_open(output, status) for output in outputs]


def stream(
    prepare: Callable[[], Any],
    produce: Callable[[Any, int, int], Iterable[bytes]],
    *,
    workers: int = 1,
    memory: int,
    cpu_seconds: int,
    wall_seconds: float,
) -> Generator[bytes, None, None]:
    """As `run`, piece by piece: `produce(prepared, part, workers)` yields bytes while the parent works on earlier ones.

    Pieces come in turn: the first of part 0, the first of part 1, …, the second of part 0; a part that has no more is
    passed over. A process waits with its next piece until it is asked for. `wall_seconds` bounds each wait.
    """
    with _place():
        yield from _stream(prepare, produce, workers, memory, cpu_seconds, wall_seconds)


def _stream(
    prepare: Callable[[], Any],
    produce: Callable[[Any, int, int], Iterable[bytes]],
    workers: int,
    memory: int,
    cpu_seconds: int,
    wall_seconds: float,
) -> Iterator[bytes]:
    pipes = [os.pipe() for _ in range(workers)]
    parent = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:

        def finish(prepared: Any, part: int, parts: int) -> bytes:
            for piece in produce(prepared, part, parts):
                _send(pipes[part][1], _PIECE + len(piece).to_bytes(8, "big"), piece)
            return b""

        _child(prepare, finish, pipes, parent, memory, cpu_seconds)
    try:
        for _, write in pipes:
            os.close(write)
        waiting = [read for read, _ in pipes]
        while waiting:
            for read in list(waiting):
                if (piece := _next_piece(read, wall_seconds)) is None:
                    waiting.remove(read)
                else:
                    yield piece
    except _Unfinished:
        # A part is gone; another may sit on a full pipe for ever. Who is already ending keeps its own status.
        status = _end(pid)
        pid = 0
        _open(b"", status)
    finally:
        if pid:
            _end(pid)
        for read, _ in pipes:
            os.close(read)


def _end(pid: int) -> int:
    """Kill the child with its forks and reap it; its wait status."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    status = 0
    with contextlib.suppress(ChildProcessError):
        _, status = os.waitpid(pid, 0)
    return status


class _Unfinished(Exception):
    """A pipe ended before its last word."""


def _next_piece(read: int, wall_seconds: float) -> bytes | None:
    kind = _read(read, 1, wall_seconds)
    if kind == _PIECE:
        return _read(read, int.from_bytes(_read(read, 8, wall_seconds), "big"), wall_seconds)
    if kind == _RESULT:
        return None
    if not kind:
        raise _Unfinished
    _open(kind + _read(read, None, wall_seconds), 0)
    return None


def _read(read: int, size: int | None, wall_seconds: float) -> bytes:
    """`size` bytes, or all there are; nothing when the pipe ended before the first."""
    found = bytearray()
    while size is None or len(found) < size:
        if not select.select([read], [], [], wall_seconds)[0]:
            raise UnreadableSpreadsheet("timeout")
        chunk = os.read(read, 1 << 20 if size is None else min(size - len(found), 1 << 20))
        if not chunk:
            if found and size is not None:
                raise _Unfinished
            break
        found += chunk
    return bytes(found)


def _open(output: bytes, status: int) -> bytes:
    kind, payload = output[:1], output[1:]
    if kind == _RESULT:
        return payload
    if kind == _REFUSED:
        refusal = UnreadableSpreadsheet.__new__(UnreadableSpreadsheet)
        refusal.code, refusal.message = pickle.loads(payload)
        raise refusal
    if kind == _FAILED:
        raise ChildFailed(payload.decode())
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        raise UnreadableSpreadsheet("timeout")
    raise ChildDied


def _collect(reads: Sequence[int], deadline: float) -> list[bytes]:
    outputs: dict[int, list[bytes]] = {read: [] for read in reads}
    with selectors.DefaultSelector() as selector:
        for read in reads:
            selector.register(read, selectors.EVENT_READ)
        while selector.get_map():
            left = deadline - time.monotonic()
            ready = selector.select(left) if left > 0 else []
            if not ready:
                raise UnreadableSpreadsheet("timeout")
            for key, _ in ready:
                chunk = os.read(key.fd, 1 << 20)
                if chunk:
                    outputs[key.fd].append(chunk)
                else:
                    selector.unregister(key.fd)
    return [b"".join(outputs[read]) for read in reads]


# --- In the child -------------------------------------------------------------------------------


def _child(
    prepare: Callable[[], Any],
    finish: Callable[[Any, int, int], bytes],
    pipes: list[tuple[int, int]],
    parent: int,
    memory: int,
    cpu_seconds: int,
) -> NoReturn:
    try:
        os.setpgid(0, 0)
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        for number in (
            signal.SIGTERM,
            signal.SIGINT,
            signal.SIGCHLD,
            signal.SIGALRM,
            signal.SIGUSR1,
            signal.SIGUSR2,
        ):
            signal.signal(number, signal.SIG_DFL)
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):  # a panicking parser prints, and not into our logs
            os.dup2(null, standard)
        faulthandler.disable()
        _limit(memory, cpu_seconds)
        _work(prepare, finish, [write for _, write in pipes])
    finally:
        os._exit(1)


def _limit(memory: int, cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    with open("/proc/self/statm") as statm:
        mapped = int(statm.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = mapped + memory
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _work(prepare: Callable[[], Any], finish: Callable[[Any, int, int], bytes], writes: list[int]) -> None:
    part, workers = 0, len(writes)
    try:
        prepared = prepare()
        helpers: list[int] = []
        for number in range(1, workers):
            helper = os.fork()
            if helper == 0:
                _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
                part, helpers = number, []
                break
            helpers.append(helper)
        for number, write in enumerate(writes):
            if number != part:
                os.close(write)
        _answer(writes[part], _RESULT, finish(prepared, part, workers))
        for helper in helpers:
            os.waitpid(helper, 0)
    except UnreadableSpreadsheet as refusal:
        _answer(writes[part], _REFUSED, pickle.dumps((refusal.code, refusal.message)))
    except MemoryError:
        return
    except BaseException:
        _answer(writes[part], _FAILED, traceback.format_exc().encode())


def _answer(write: int, kind: bytes, payload: bytes) -> None:
    _send(write, kind, payload)
    os.close(write)


def _send(write: int, head: bytes, payload: bytes) -> None:
    os.write(write, head)
    view = memoryview(payload)
    while view:
        view = view[os.write(write, view[: 1 << 20]) :]
