"""A compound file ([MS-CFB], version 3): storages and streams in one file, as a VBA project is kept."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT_SECTOR, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    members: list[int] = field(default_factory=list)
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    black: bool = True
    start: int = 0
    size: int = 0


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """The file with the streams; ``storage/name`` stands in a storage of the root."""
    entries = _entries(streams)
    small = b"".join(_placed(one) for one in entries if one.kind == _STREAM and 0 < one.size < _CUTOFF)
    chained = [one for one in entries if one.kind == _STREAM and one.size >= _CUTOFF]
    place = 0
    mini: list[int] = []
    for one in entries:
        if one.kind == _STREAM and 0 < one.size < _CUTOFF:
            one.start, place = place, place + -(-one.size // _MINI)
            mini += _chain(one.start, place)
    entries[0].size = len(small)
    contents = [one.content for one in chained] + [small, struct.pack(f"<{len(mini)}I", *mini)]
    return _assembled(entries, chained, contents)


def _entries(streams: Mapping[str, bytes]) -> list[_Entry]:
    """Directory entries: the root first, each storage with a search tree of its members."""
    entries = [_Entry("Root Entry", _ROOT)]
    storages = {"": 0}
    for path, content in streams.items():
        storage, _, name = path.rpartition("/")
        if storage not in storages:
            storages[storage] = len(entries)
            entries[0].members.append(len(entries))
            entries.append(_Entry(storage, _STORAGE))
        entries[storages[storage]].members.append(len(entries))
        entries.append(_Entry(name, _STREAM, content, size=len(content), start=_END))
    for one in entries:
        one.members.sort(key=lambda place: (len(entries[place].name), entries[place].name.upper()))
        one.child = _tree(entries, one.members, 0, len(one.members).bit_length() - 1)
    return entries


def _tree(entries: list[_Entry], members: list[int], depth: int, deepest: int) -> int:
    """The root of a balanced tree; its deepest level is red, so that it is a red-black tree."""
    if not members:
        return _NONE
    middle = len(members) // 2
    top = entries[members[middle]]
    top.black = depth < deepest or depth == 0
    top.left = _tree(entries, members[:middle], depth + 1, deepest)
    top.right = _tree(entries, members[middle + 1 :], depth + 1, deepest)
    return members[middle]


def _placed(one: _Entry) -> bytes:
    return one.content + bytes(-len(one.content) % _MINI)


def _chain(start: int, end: int) -> list[int]:
    return [*range(start + 1, end), _END]


def _assembled(entries: list[_Entry], chained: list[_Entry], contents: list[bytes]) -> bytes:
    """Header, allocation table, directory, then the contents: large streams, mini stream, its table."""
    lengths = [-(-len(one) // _SECTOR) for one in contents]
    directory_length = -(-len(entries) // 4)
    tables = 1
    while tables * 128 < tables + directory_length + sum(lengths):
        tables += 1
    if tables > 109:
        raise ValueError("a compound file of this size needs a double-indirect table")
    fat = [_FAT_SECTOR] * tables + _chain(tables, tables + directory_length)
    starts = []
    for length in lengths:
        starts.append(len(fat) if length else _END)
        fat += _chain(len(fat), len(fat) + length) if length else []
    for one, start in zip(chained, starts, strict=False):
        one.start = start
    entries[0].start = starts[-2]
    fat += [_FREE] * (tables * 128 - len(fat))
    header = struct.pack(
        "<8s16x5H6x9I", bytes.fromhex("D0CF11E0A1B11AE1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, tables, 0, _CUTOFF, starts[-1], lengths[-1], _END, 0,
    )  # fmt: skip
    difat = [*range(tables), *[_FREE] * (109 - tables)]
    directory = b"".join(map(_written, entries)) + _written(_Entry("", 0)) * (-len(entries) % 4)
    padded = b"".join(one + bytes(-len(one) % _SECTOR) for one in contents)
    return header + struct.pack("<109I", *difat) + struct.pack(f"<{len(fat)}I", *fat) + directory + padded


def _written(one: _Entry) -> bytes:
    name = one.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I16sI16sIII", name, len(name) + 2 if name else 0, one.kind, one.black if one.kind else 0,
        one.left, one.right, one.child, b"", 0, b"", one.start, one.size, 0,
    )  # fmt: skip
