"""What the process environment says: the instance's home, secrets, addresses of servers. No Django here."""

import base64
import hashlib
import json
import os
import re
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
SOCKET_PATH_LIMIT = 100  # bytes; sockaddr_un holds 108 with the terminating zero


class StartError(Exception):
    """The instance cannot start; the message is one sentence for the person at the keyboard."""


def home() -> Path:
    """Folder that holds everything this instance writes (`PORTAL_HOME`, default `var/` of the project)."""
    return Path(os.environ.get("PORTAL_HOME") or BASE_DIR / "var").expanduser().resolve()


def embedded_demo() -> bool:
    """Does this instance seed the demo on its first start? Yes by default, unless it has its own database."""
    return os.environ.get("DEMO", "0" if os.environ.get("DATABASE_URL") else "1") == "1"


def is_test() -> bool:
    return os.environ.get("PORTAL_TEST") == "1"


def make_private_directory(path: Path, mode: int = 0o700) -> Path:
    """Create the folder (parents too) with that mode whatever the umask says."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if path.stat().st_uid == os.geteuid() and stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)
    except OSError as error:
        raise StartError(f"无法建立目录 {path}：{error.strerror} (cannot create this folder)") from error
    return path


def runtime_dir(base: Path) -> Path:
    """Folder of the unix sockets of the home `base`.

    `<home>/run`, unless its path is too long for a socket or holds characters that connection strings would
    have to escape; then a private folder `/tmp/portal-<uid>-<hash of the home>`.
    """
    inside = base / "run"
    longest = len(os.fsencode(inside / "pg" / ".s.PGSQL.5432.lock"))
    if longest <= SOCKET_PATH_LIMIT and re.fullmatch(r"[\w./-]+", str(inside), re.ASCII):
        return inside
    digest = hashlib.sha256(os.fsencode(base)).hexdigest()[:12]
    return Path(f"/tmp/portal-{os.geteuid()}-{digest}")


def ballot_keys() -> Path:
    """Folder of the keys that open sealed ballots: `BALLOT_KEYS` (a memory file system), else in the run folder."""
    named = os.environ.get("BALLOT_KEYS")
    return Path(named).expanduser().resolve() if named else runtime_dir(home()) / "ballots"


def secret(
    name: str, variable: str | None = None, *, make: Callable[[], str] = lambda: secrets.token_urlsafe(48)
) -> str:
    """The secret from environment variable `variable`, else from `<home>/secrets/<name>`, made on first use.

    The file has mode 0600 and appears complete or not at all, so that processes starting together agree.
    """
    if variable and os.environ.get(variable):
        return os.environ[variable]
    path = make_private_directory(home() / "secrets") / name
    try:
        if not path.exists():
            draft = path.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(draft, path)  # fails when another process was first: its secret holds
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise StartError(f"无法读写密钥文件 {path}：{error.strerror} (cannot read or write this secret)") from error


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _new_keyring() -> str:
    return json.dumps({"current": 1, "keys": {"1": _new_key()}, "index": _new_key()}, indent=1)


def keyring() -> dict[str, Any]:
    """Keys of the protected fields, `{"current": 1, "keys": {"1": base64 of 32 bytes}, "index": base64}`.

    `current` encrypts, all of `keys` decrypt, `index` keys the blind indexes and does not rotate with them.
    From `PORTAL_KEYS` (JSON) or the file `secrets/keys.json`.
    """
    try:
        ring: dict[str, Any] = json.loads(secret("keys.json", "PORTAL_KEYS", make=_new_keyring))
        values = [*ring["keys"].values(), ring["index"]]
        if str(ring["current"]) in ring["keys"] and all(len(base64.b64decode(value)) == 32 for value in values):
            return ring
    except (ValueError, KeyError, TypeError, AttributeError):
        pass  # the sentence below, never the value
    raise StartError("PORTAL_KEYS 的格式不对，见 docs/operations.md (PORTAL_KEYS is malformed)")


def breached_passwords() -> str:
    """File of the SHA-1 digests of breached passwords in order, `BREACHED_PASSWORDS`; empty when none is compared."""
    path = os.environ.get("BREACHED_PASSWORDS", "")
    if path:
        try:
            with open(path, "rb") as file:
                if re.match(rb"[0-9A-Fa-f]{40}\b", file.read(41)):
                    return path
        except OSError:
            pass
        raise StartError("BREACHED_PASSWORDS 不是按序排列的 SHA-1 文件，或不可读 (no readable file of digests)")
    return ""


def crypto() -> str:
    """Algorithms of protected values, `PORTAL_CRYPTO`: `aes` (AES-256, SHA-256) or `sm` (SM4, SM3)."""
    name = os.environ.get("PORTAL_CRYPTO", "aes")
    if name not in ("aes", "sm"):
        raise StartError("PORTAL_CRYPTO 应为 aes 或 sm (unknown algorithms)")
    return name


def proxies(*, https: bool) -> int:
    """How many proxies in front add to `X-Forwarded-For`, `TRUSTED_PROXY_COUNT`; with HTTPS there is at least one."""
    text = os.environ.get("TRUSTED_PROXY_COUNT", "") or "0"
    if not text.isdecimal():
        raise StartError("TRUSTED_PROXY_COUNT 应为整数（not a number）")
    if https and int(text) == 0:
        raise StartError(
            "HTTPS=1 时要写明前面有几层代理，例如 TRUSTED_PROXY_COUNT=1，否则所有人共用一个地址 "
            "(behind a proxy its count is needed: everybody would have one address)"
        )
    return int(text)


def parse_database_url(url: str) -> dict[str, Any]:
    """Django's `DATABASES` entry for `postgresql://user:pw@host:port/name?sslmode=…`.

    A unix socket is written as percent-encoded host (`postgresql://user@%2Frun%2Fpostgresql/name`) or as
    `?host=/run/postgresql`; other parameters become connection options.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise StartError("DATABASE_URL 应以 postgresql:// 开头（only PostgreSQL is supported）")
    try:
        port = parts.port
    except ValueError as error:
        raise StartError("DATABASE_URL 的端口不是数字（the port is not a number）") from error
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = unquote(parts.netloc.rpartition("@")[2])  # urlsplit lowers the case of .hostname: a path has case
    if not host.startswith("/"):
        host = parts.hostname or ""
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise StartError("DATABASE_URL 没有写数据库名（the database name is missing）")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", host),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }


def embedded_database(*, owner: bool = False) -> dict[str, Any]:
    """Django's `DATABASES` entry for the embedded PostgreSQL of this home (whether it runs or not)."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        "USER": "portal_owner" if owner else "portal",
        "PASSWORD": secret("postgres-owner" if owner else "postgres"),
        "HOST": str(runtime_dir(home()) / "pg"),
        "PORT": "",
        "OPTIONS": {},
    }


def database(*, owner: bool = False) -> dict[str, Any]:
    """The entry of the application's role (`DATABASE_URL`) or of the tables' owner (`DATABASE_OWNER_URL`).

    Without a second address the first serves for both, and the start refuses to serve with an owner's rights.
    """
    url = os.environ.get("DATABASE_URL")
    if not url:
        return embedded_database(owner=owner)
    entry = parse_database_url(owner and os.environ.get("DATABASE_OWNER_URL") or url)
    if not is_here(entry["HOST"]) and entry["OPTIONS"].get("sslmode") not in ("verify-full", "verify-ca"):
        raise StartError(
            "数据库在另一台机器上：DATABASE_URL 要写明 sslmode=verify-full 和 sslrootcert=证书文件 "
            "(a database on another machine: sslmode=verify-full)"
        )
    return entry


def is_here(host: str) -> bool:
    """Does a server of this address stand on this machine: by a socket, or by the loopback?"""
    names = [name.strip("[]") for name in (host or "/").split(",")]
    return all(name.startswith("/") or name in ("localhost", "::1") or name.startswith("127.") for name in names)


def knows_owner() -> bool:
    """Are the tables' owner and the application two roles here?"""
    return bool(database(owner=True)["USER"] != database()["USER"])


def choose_role(*, owner: bool) -> None:
    """Read the settings now, for this process alone: its children choose for themselves."""
    from django.conf import settings

    os.environ["PORTAL_AS_OWNER"] = "1" if owner else "0"
    settings.DATABASES  # noqa: B018  (lazy: this reads them)
    del os.environ["PORTAL_AS_OWNER"]


def _keeps_secrets(scheme: str, host: str, certificate: str) -> bool:
    return is_here(host) or (scheme == "rediss" and certificate.lower().removeprefix("cert_") == "required")


def redis_urls(url: str | None, *, cache_offset: int = 1) -> tuple[str, str]:
    """(broker URL for Celery, cache URL) of a `REDIS_URL` or of the embedded server.

    `redis://`, `rediss://` and `unix:///path?db=n` are read; a database number in it is the broker's and the
    cache takes the one `cache_offset` above.
    """
    if url is None:
        url = f"unix://{runtime_dir(home()) / 'valkey.sock'}"
    parts = urlsplit(url)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    try:
        if parts.scheme in ("redis", "rediss"):
            if not _keeps_secrets(parts.scheme, parts.hostname or "", options.get("ssl_cert_reqs", "required")):
                raise StartError(
                    "REDIS_URL 在另一台机器上：应以 rediss:// 开头并核对证书，不能写 ssl_cert_reqs=none "
                    "(a server on another machine: rediss:// with its certificate checked)"
                )
            number = int(parts.path.strip("/") or options.get("db", "0"))
            base = f"{parts.scheme}://{parts.netloc}"
            kept = "&".join(f"{k}={v}" for k, v in options.items() if k != "db")
            tail = f"?{kept}" if kept else ""
            return f"{base}/{number}{tail}", f"{base}/{number + cache_offset}{tail}"
        if parts.scheme in ("unix", "redis+socket"):
            number = int(options.get("db", options.get("virtual_host", "0")))
            place = f"{parts.netloc}{parts.path}"
            return (
                f"redis+socket://{place}?virtual_host={number}",
                f"unix://{place}?db={number + cache_offset}",
            )
    except ValueError as error:
        raise StartError("REDIS_URL 的库号不是数字（the database number is not a number）") from error
    raise StartError("REDIS_URL 应以 redis://、rediss:// 或 unix:// 开头（unknown scheme）")
