"""A zip file as parts by name: bounded before it is unpacked, whole, each name there once, no DOCTYPE in any XML."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from workbook.reading.formats.refusal import BROKEN, LESS, Refusal, doubtful

MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 200
MOST_PARTS = 10_000
MOST_TAGS = 10_000_000
"""Tags of all parts that are read; a filled cell has four."""

_SMALL = 20 * 1024 * 1024
_KEPT = 64 * 1024 * 1024  # parts that are kept as they were unpacked to be checked
_CHUNK = 1 << 20
_PIECE = 1 << 16
_DOCTYPE = b"<!DOCTYPE"
_ENTRY = b"PK\x01\x02"
_XML = (".xml", ".rels", ".vml")


class PackageParts:
    """The parts of a package. Names are compared without case, and as they mean, not as they are written.

    Raises Refusal where the file is cut short or damaged, too large, holds a DOCTYPE, or a name twice.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._cached: dict[str, bytes] = {}
        self._tags = 0
        if (count := data.count(_ENTRY)) > 2 * MOST_PARTS:  # some may be those of a package inside
            raise _too_many(count)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refusal(BROKEN) from error
        _check_size(entries)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if self._entries.setdefault(normal(entry.filename), entry) is not entry:
                raise doubtful(f"部件 {entry.filename} 在文件里有两份，各程序读到的会不一样")
        keeps = sum(entry.file_size for entry in entries) <= _KEPT
        for name, entry in self._entries.items():
            self._look(name, entry, keeps)

    @property
    def names(self) -> frozenset[str]:
        """All of them, in normal form."""
        return frozenset(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def chunks(self, name: str) -> Iterator[tuple[bytes, int]]:
        """The bytes of a part, a megabyte at a time, and how many tags each has. Raises Refusal for too many in all."""
        cached = self._cached.pop(name, None)  # hardly any part is asked for twice
        if cached is None:
            found = _unpacked(self._data, self._entries[name])
        else:
            found = (cached[place : place + _CHUNK] for place in range(0, len(cached), _CHUNK))
        for chunk in found:
            tags = chunk.count(b"<")
            self._tags += tags
            if self._tags > MOST_TAGS:
                raise Refusal(f"里面的标记超过 {MOST_TAGS:,} 个，不像数据表，没有读。{LESS}")
            yield chunk, tags

    def _look(self, name: str, entry: zipfile.ZipInfo, keeps: bool) -> None:
        """Unpack a part to see that it is whole; an XML part must have no DOCTYPE, in whatever encoding."""
        is_xml, tail, chunks = name.endswith(_XML), b"", []
        for chunk in _unpacked(self._data, entry):
            if is_xml:
                seen = tail + chunk
                if _DOCTYPE in (seen.replace(b"\0", b"") if b"\0" in seen else seen):
                    raise doctype(entry.filename)
                tail = seen[-64:]
            if keeps:
                chunks.append(chunk)
        if keeps:
            self._cached[name] = b"".join(chunks)


def doctype(part: str) -> Refusal:
    """A part with a document type."""
    return Refusal(
        f"部件 {part} 里有实体声明（DOCTYPE），Excel 和 WPS 都不会这样写，没有读。"
        "请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交"
    )


def normal(name: str) -> str:
    """The name of a part as all writings of it are compared: no case, backslash, %-encoding, dots, slash in front."""
    found: list[str] = []
    for one in unquote(name).replace("\\", "/").split("/"):
        if one == "..":
            del found[-1:]
        elif one not in ("", "."):
            found.append(one)
    return "/".join(found).casefold()


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_PARTS:
        raise _too_many(len(entries))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise Refusal(f"解开后有 {unpacked >> 20} MB（上限 {MOST_UNPACKED >> 20} MB），没有读。{LESS}")
    # One part may be a bomb though others, such as pictures, make the whole look ordinary.
    ratios = [entry.file_size // (entry.compress_size or 1) for entry in entries if entry.file_size > _SMALL]
    packed = sum(entry.compress_size for entry in entries) or 1
    worst = max([*ratios, unpacked // packed if unpacked > _SMALL else 0])
    if worst > MOST_RATIO:
        raise Refusal(f"解开后是原来的 {worst} 倍，不像正常的工作簿，没有读。{LESS}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("压缩包加了密码，读不了。请去掉密码，另存后再交")


def _too_many(count: int) -> Refusal:
    return Refusal(f"里面有 {count} 个部件，不像正常的工作簿，没有读")


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in chunks, compared with its name, length and checksum; never more than the directory says."""
    head = entry.header_offset
    width = int.from_bytes(data[head + 26 : head + 28], "little")
    start = head + 30 + width + int.from_bytes(data[head + 28 : head + 30], "little")
    end = start + entry.compress_size
    name = data[head + 30 : head + 30 + width].decode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace")
    if data[head : head + 4] != b"PK\x03\x04" or name != entry.orig_filename or end > len(data):
        raise Refusal(BROKEN)
    if entry.compress_type == zipfile.ZIP_STORED:
        chunks: Iterator[bytes] = (data[place : min(place + _CHUNK, end)] for place in range(start, end, _CHUNK))
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        chunks = _inflated(data, start, end)
    else:
        raise Refusal(BROKEN)
    size = check = 0
    for chunk in chunks:
        size, check = size + len(chunk), zlib.crc32(chunk, check)
        if size > entry.file_size:
            break
        yield chunk
    if size != entry.file_size or check != entry.CRC:
        raise Refusal(BROKEN)


def _inflated(data: bytes, start: int, end: int) -> Iterator[bytes]:
    unpack = zlib.decompressobj(-15)
    try:
        for place in range(start, end, _PIECE):
            piece = data[place : min(place + _PIECE, end)]
            while piece:
                chunk = unpack.decompress(piece, _CHUNK)
                piece = unpack.unconsumed_tail
                if chunk:
                    yield chunk
        if rest := unpack.flush():
            yield rest
    except zlib.error as error:
        raise Refusal(BROKEN) from error
    if not unpack.eof or unpack.unused_data:
        raise Refusal(BROKEN)
