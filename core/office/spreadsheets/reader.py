"""Read a spreadsheet that somebody uploaded: xlsx, xls, ods or CSV, in a child process with limits."""

import contextlib
import gc
import hashlib
import io
import os
import pickle
import re
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

from core.office.spreadsheets import limits, sandbox
from core.office.spreadsheets.errors import UnreadableSpreadsheet
from core.office.spreadsheets.packing import pack, unpack
from core.office.spreadsheets.parsing import ARCHIVE_FAULTS, parse, refuse_far_cells
from core.office.spreadsheets.workbook import Workbook

T = TypeVar("T")
Source = str | os.PathLike[str] | bytes | IO[bytes]


def read(source: Source, filename: str = "") -> Workbook:
    """Read everything. `filename` only tells a CSV from a file of another kind; content decides otherwise.

    Raises `UnreadableSpreadsheet`.
    """
    [payload] = _run(source, filename, lambda workbook, _part, _parts: pack(workbook), 1)
    with _without_collector():
        return unpack(payload)


def read_in_child(
    source: Source, transform: Callable[[Workbook, int, int], T], *, filename: str = "", workers: int = 1
) -> list[T]:
    """Read, and run `transform(workbook, part, parts)` where the file was read, in `workers` processes.

    Only what `transform` returns travels back (pickled), one entry per part, in order. `transform` may be a
    closure; it must not use the database, and may raise `UnreadableSpreadsheet`. Any other exception of its
    own comes back as `sandbox.ChildFailed`.
    """

    def finish(workbook: Workbook, part: int, parts: int) -> bytes:
        return pickle.dumps(transform(workbook, part, parts), protocol=5)

    return [pickle.loads(payload) for payload in _run(source, filename, finish, workers)]


def stream_in_child(
    source: Source,
    transform: Callable[[Workbook, int, int], Iterable[T]],
    *,
    filename: str = "",
    workers: int = 1,
) -> Generator[T, None, None]:
    """`read_in_child` piece by piece: `transform` yields, and the caller works on one piece while the next is made.

    Pieces of the parts come in turn (`sandbox.stream`). The first one may raise `UnreadableSpreadsheet`.
    """

    def produce(workbook: Workbook, part: int, parts: int) -> Iterator[bytes]:
        for piece in transform(workbook, part, parts):
            yield pickle.dumps(piece, protocol=5)

    content, kind, digest, bounds = _bounds(source, filename)
    try:
        # Whoever stops listening closes this, and at once gives back the child's place among all readers.
        with contextlib.closing(
            sandbox.stream(lambda: parse(content, kind, digest), produce, workers=workers, **bounds)
        ) as pieces:
            yield from map(pickle.loads, pieces)
    except sandbox.ChildDied:
        if kind == "zip":
            sandbox.run(lambda: refuse_far_cells(content), lambda *_: b"", **bounds)
        raise UnreadableSpreadsheet("memory") from None


# --- Outside the child --------------------------------------------------------------------------


def _run(source: Source, filename: str, finish: Callable[[Workbook, int, int], bytes], workers: int) -> list[bytes]:
    content, kind, digest, bounds = _bounds(source, filename)
    try:
        return sandbox.run(lambda: parse(content, kind, digest), finish, workers=workers, **bounds)
    except sandbox.ChildDied:
        if kind == "zip":
            sandbox.run(lambda: refuse_far_cells(content), lambda *_: b"", **bounds)
        raise UnreadableSpreadsheet("memory") from None


def _bounds(source: Source, filename: str) -> tuple[bytes, str, str, dict[str, Any]]:
    """Content, kind and digest of a file that may be opened, and what the child may use for it."""
    content = _content(source)
    filename = filename or (os.fspath(source) if isinstance(source, str | os.PathLike) else "")
    kind = _kind(content, filename)
    unpacked = _check_archive(content) if kind == "zip" else len(content)
    memory = min(limits.MEMORY_FLOOR_BYTES + limits.MEMORY_PER_UNPACKED_BYTE * unpacked, limits.MEMORY_CEILING_BYTES)
    bounds = {"memory": memory, "cpu_seconds": limits.CPU_SECONDS, "wall_seconds": limits.WALL_SECONDS}
    return content, kind, hashlib.sha256(content).hexdigest(), bounds


def _content(source: Source) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        with contextlib.ExitStack() as stack:
            if isinstance(source, str | os.PathLike):
                opened: IO[bytes] = stack.enter_context(Path(source).open("rb"))
            else:
                opened = source
                opened.seek(0)
            content = opened.read(limits.MAX_FILE_BYTES + 1)
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise UnreadableSpreadsheet("empty")
    if len(content) > limits.MAX_FILE_BYTES:
        raise UnreadableSpreadsheet(
            "too-large",
            size=_megabytes(len(content)) if isinstance(source, bytes) else f"超过{_megabytes(limits.MAX_FILE_BYTES)}",
            limit=_megabytes(limits.MAX_FILE_BYTES),
        )
    return content


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.0f} MB"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAG = re.compile(rb"<([!?/]?[a-z]\w*|!--)")
_XML_STARTS = (b"?xml", b"workbook")
_SEPARATED = re.compile(rb"[,;\t]")  # a CSV called .xls is a CSV
_CONTROL = bytes(set(range(32)) - set(b"\t\r\n\f\x1a"))
_TEXT_SUFFIXES = {"", ".csv", ".txt", ".tsv"}


def _kind(content: bytes, filename: str) -> str:
    """zip, ole or text, from the first bytes; whatever else it is, is refused by its name."""
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(_OLE):
        return "ole"
    start = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if (tag := _TAG.match(start)) is not None:
        found = "XML文件" if tag[1] in _XML_STARTS else "网页"
        raise UnreadableSpreadsheet("not-a-spreadsheet", found=f"其实是{found}，请用表格软件打开后另存为 .xlsx")
    if start.startswith(b"%pdf"):
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="其实是PDF文件")
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8")):
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="其实是图片")
    named_as_text = os.path.splitext(filename)[1].lower() in _TEXT_SUFFIXES
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = content[:65536]
    unlike_text = b"\0" if named_as_text else _CONTROL
    if not utf16 and set(start) & set(unlike_text) or not (named_as_text or utf16 or _SEPARATED.search(start)):
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="内容与表格格式不符")
    return "text"


def _check_archive(content: bytes) -> int:
    """The unpacked size that the archive declares; a lie is caught by the child's limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except ARCHIVE_FAULTS:
        raise UnreadableSpreadsheet("truncated") from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > limits.MAX_ENTRIES:
        raise UnreadableSpreadsheet("bomb", found=f"{len(entries)}个部件")
    too_dense = unpacked > limits.RATIO_COUNTS_FROM and unpacked > limits.MAX_RATIO * max(packed, 1)
    # Entries that overlap are packed once and unpacked many times: together larger than the file itself.
    if unpacked > limits.MAX_UNPACKED_BYTES or too_dense or packed > len(content):
        raise UnreadableSpreadsheet("bomb", found=_megabytes(unpacked))
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableSpreadsheet("encrypted")
    return unpacked


@contextlib.contextmanager
def _without_collector() -> Any:
    """A million new cells contain no cycles; looking for them costs a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
