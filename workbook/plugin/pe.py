"""The bitness of a Windows program file, from its header."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

_MACHINES = {0x8664: 64, 0xAA64: 64, 0x14C: 32}


def bits(program: Path) -> int | None:
    """32 or 64; None for what is no program file."""
    try:
        with program.open("rb") as file:
            return bits_of(file)
    except OSError:
        return None


def bits_of(file: BinaryIO) -> int | None:
    """The same of an open file."""
    try:
        file.seek(0x3C)
        file.seek(struct.unpack("<I", file.read(4))[0] + 4)
        return _MACHINES.get(struct.unpack("<H", file.read(2))[0])
    except struct.error:
        return None
