"""`make run`: the whole portal on one machine under one supervisor. A reason not to start is one sentence."""

import argparse
import contextlib
import errno
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TextIO

if sys.version_info < (3, 11):  # noqa: UP036  (a reader with an older Python gets a sentence, not a SyntaxError)
    sys.exit("需要 Python 3.11 或更新的版本（Python 3.11 or newer is needed）")

from server import environment
from server.environment import BASE_DIR, StartError

try:
    from server import embedded
    from server.supervisor import Child, Supervisor
except ImportError as missing:
    sys.exit(f"环境不完整，缺少 {missing.name}：请删除 .venv 后重新运行 make run (environment is half-made)")

ENOUGH_BYTES = 500 << 20
LONGEST_HOME = 600  # bytes; PostgreSQL holds 1023 for any path below it


def say(text: str = "") -> None:
    print(text, flush=True)


def check_home(home: Path) -> None:
    for path in (home, BASE_DIR):
        if len(os.fsencode(path)) > LONGEST_HOME:
            raise StartError(
                f"目录名过长（{len(os.fsencode(path))} 字节，最多 {LONGEST_HOME}）：请换一个较短的目录（path too long）"
            )
    environment.make_private_directory(home, 0o711 if os.geteuid() == 0 else 0o700)
    if not os.access(home, os.W_OK):
        raise StartError(f"目录 {home} 不可写（folder is not writable）")
    free = shutil.disk_usage(home).free
    if free < ENOUGH_BYTES:
        raise StartError(f"磁盘空间不足：{home} 只剩 {free >> 20} MB，至少需要 {ENOUGH_BYTES >> 20} MB (disk is full)")


def lock_home(home: Path) -> TextIO:
    """An open file whose lock says that an instance runs here; keep it open."""
    file = open(environment.make_private_directory(home / "run", 0o755) / "portal.lock", "a")  # noqa: SIM115
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise StartError(f"{home} 的门户已经在运行（this instance is already running）") from error
    return file


def reserve_port(host: str, text: str) -> socket.socket:
    """A bound socket for the web server, so that nobody takes the port while the instance prepares itself."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StartError(f"PORT 应为 1–65535 的整数，现为 {text!r} (PORT is not a port number)")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(text)))
        listener.listen(1024)  # two sockets may be bound with REUSEADDR, only one may listen
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise StartError(
                f"端口 {text} 已被占用，请换一个，例如 PORT={int(text) + 1} make run (port is busy)"
            ) from error
        if error.errno == errno.EACCES:
            raise StartError(f"没有权限使用端口 {text}，请用 1024 以上的端口（port not permitted）") from error
        raise StartError(f"无法使用 {host}:{text}: {error.strerror} (cannot listen there)") from error
    return listener


def address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{host}:{port}/"


def children(home: Path, listener: socket.socket) -> list[Child]:
    """Web, worker and beat, in the order of starting (stopped in the reverse)."""
    logs = environment.make_private_directory(home / "log")
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "config"]
    concurrency = os.environ.get("WORKER_PROCESSES", "2")
    lonely = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    bind = f"fd://{listener.fileno()}"
    return [
        Child(
            "web",
            [*python, "gunicorn", "-c", "python:config.gunicorn", "--bind", bind, "config.wsgi"],
            logs / "web.log",
            stop_seconds=12,
            pass_fds=(listener.fileno(),),
        ),
        Child("worker", [*celery, "worker", "-c", concurrency, *lonely], logs / "worker.log", stop_seconds=15),
        Child("beat", [*celery, "beat", "--pidfile="], logs / "beat.log", stop_seconds=5),
    ]


def wait_until_it_answers(url: str, supervisor: Supervisor) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end and not supervisor.stop_asked:
        try:
            with urllib.request.urlopen(url + "healthz", timeout=5):
                return True
        except urllib.error.HTTPError as answer:  # 503 before the first heartbeat: the web is up
            return answer.code == 503
        except OSError:
            if supervisor.children[0].ended() is not None:
                supervisor.children[0].start()
            time.sleep(0.1)
    return False


def show_accounts(home: Path) -> None:
    try:
        accounts = json.loads((home / "demo-accounts.json").read_text())
        rows = [(str(row["role"]), str(row["username"]), str(row["password"])) for row in accounts]
    except (OSError, ValueError, KeyError, TypeError):
        return
    say("  演示账号 demo accounts（角色 role · 用户名 user · 密码 password）：")
    for role, username, password in rows:
        say(f"    {role} · {username} · {password}")


def prepare() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "server.prepare"],
        cwd=BASE_DIR,
        start_new_session=True,
        preexec_fn=embedded.die_with_parent(signal.SIGKILL),
    )
    if done.returncode:
        raise StartError("启动前的准备没有完成，原因见上（preparation failed, see above）")


def run() -> None:
    began = time.monotonic()
    home = environment.home()
    check_home(home)
    listener = reserve_port(os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000")
    with contextlib.closing(listener), contextlib.closing(lock_home(home)):
        say("社区党建门户 · Community Party-building portal")
        say(f"  目录 home: {home}")
        with embedded.servers(wait_for_others=False) as pair:
            pair_text = "内置 embedded" if pair.wants_postgres else "DATABASE_URL"
            say(f"  数据库与队列 database and broker: {pair_text} ({time.monotonic() - began:.1f} s)")
            prepare()
            supervisor = Supervisor(children(home, listener), lambda text: say(f"  {text}"), pair.keep_running)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, supervisor.ask_to_stop)

            def started() -> None:
                if wait_until_it_answers(address(listener), supervisor):
                    say(f"  网址 address: {address(listener)}  ({time.monotonic() - began:.1f} s)")
                    show_accounts(home)
                    say("  按 Ctrl-C 停止（Ctrl-C stops everything）")
                elif not supervisor.stop_asked:
                    say(f"  网站没有正常应答，见 {home / 'log' / 'web.log'} (the web server does not answer well)")

            supervisor.run(started)
            say("  正在停止 stopping …")
    say("  已停止 stopped")


def _interrupt(*_signal: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m server.run", description=__doc__)
    parser.add_argument("--with-parent", action="store_true", help="stop when the starting process is killed")
    if parser.parse_args().with_parent:
        embedded.set_death_signal(signal.SIGTERM)
    try:
        signal.signal(signal.SIGTERM, _interrupt)  # until the supervisor listens for signals
        run()
    except StartError as error:
        print(f"  {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("  已中断 interrupted")
        return 130
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("  磁盘已满（disk is full）", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
