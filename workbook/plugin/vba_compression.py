"""The compression of a VBA project's streams ([MS-OVBA] 2.4.1)."""

from __future__ import annotations

import struct

_CHUNK = 4096


def compressed(content: bytes) -> bytes:
    """A compressed container; ValueError for what does not get shorter (text does)."""
    return b"\x01" + b"".join(_chunk(content[at : at + _CHUNK]) for at in range(0, len(content), _CHUNK))


def _chunk(content: bytes) -> bytes:
    written, at = bytearray(), 0
    while at < len(content):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at >= len(content):
                break
            bits = max((at - 1).bit_length(), 4)  # of a copy's distance, as wide as what is behind may need
            distance, length = _copy(content, at, (0xFFFF >> bits) + 3)
            if length:
                flags |= 1 << bit
                tokens += struct.pack("<H", distance - 1 << 16 - bits | length - 3)
            else:
                tokens.append(content[at])
            at += length or 1
        written += bytes([flags]) + tokens
    if len(written) > _CHUNK:
        raise ValueError("this content does not compress")
    return struct.pack("<H", 0xB000 | len(written) - 1) + bytes(written)


def _copy(content: bytes, at: int, longest: int) -> tuple[int, int]:
    """Distance back and length of the longest repetition of at least three bytes; length 0 for none."""
    found, length = -1, 0
    for tried in range(3, min(longest, len(content) - at) + 1):
        place = content.rfind(content[at : at + tried], 0, at + tried - 1)
        if place < 0:
            break
        found, length = place, tried
    return at - found, length
