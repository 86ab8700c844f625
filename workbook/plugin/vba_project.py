"""vbaProject.bin as [MS-OVBA] asks of writers: sources alone, no compiled code of any version of Excel."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from workbook.plugin.compound_file import compound_file
from workbook.plugin.vba_compression import compressed

_ID = "{6B616F68-6500-4B48-8A30-000000000001}"
_WORKBOOK, _SHEET = "0{00020819-0000-0000-C000-000000000046}", "0{00020820-0000-0000-C000-000000000046}"
_REFERENCES = {  # those of every project that Excel makes; it finds them by their ids
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared\OFFICE16"
    r"\MSO.DLL#Microsoft Office 16.0 Object Library",
}
_NO_CACHE = bytes.fromhex("CC61FFFF000100")  # 2.3.4.1: version 0xFFFF on write, no cache
_MODULE, _DOCUMENT = 0x21, 0x22


def vba_project(sheets: Sequence[str], modules: Mapping[str, str]) -> bytes:
    """The project of a workbook: code names of its sheets; name and source of each standard module (ASCII)."""
    sources = {
        name: _document(name, _WORKBOOK if name == "ThisWorkbook" else _SHEET) for name in ["ThisWorkbook", *sheets]
    }
    kinds = dict.fromkeys(sources, _DOCUMENT) | dict.fromkeys(modules, _MODULE)
    sources |= {name: f'Attribute VB_Name = "{name}"\r\n{source}' for name, source in modules.items()}
    streams = {
        "PROJECT": _project(kinds),
        "PROJECTwm": b"".join(f"{name}\0".encode() + f"{name}\0".encode("utf-16-le") for name in kinds) + bytes(2),
        "VBA/_VBA_PROJECT": _NO_CACHE,
        "VBA/dir": compressed(_directory(kinds)),
    }
    return compound_file(
        streams | {f"VBA/{name}": compressed(source.encode("ascii")) for name, source in sources.items()}
    )


def _document(name: str, base: str) -> str:
    flags = (
        "GlobalNameSpace False,Creatable False,PredeclaredId True,Exposed True,TemplateDerived False,Customizable True"
    )
    attributes = [
        f'VB_Name = "{name}"',
        f'VB_Base = "{base}"',
        *(f"VB_{one.replace(' ', ' = ')}" for one in flags.split(",")),
    ]
    return "".join(f"Attribute {one}\r\n" for one in attributes)


def _project(kinds: Mapping[str, int]) -> bytes:
    """The stream PROJECT (2.3.1): not protected, no password, visible."""
    parts = [f"Document={name}/&H00000000" if kind == _DOCUMENT else f"Module={name}" for name, kind in kinds.items()]
    states = (("CMG", bytes(4)), ("DPB", bytes(1)), ("GC", bytes([0xFF])))
    lines = [
        f'ID="{_ID}"', *parts, 'Name="VBAProject"', 'HelpContextID="0"', 'VersionCompatible32="393222000"',
        *(f'{name}="{encrypted(_ID, state)}"' for name, state in states),
        "", "[Host Extender Info]", "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "", "[Workspace]", *(f"{name}=0, 0, 0, 0, C" for name in kinds),
    ]  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def encrypted(project: str, data: bytes, seed: int = 0) -> str:
    """A value of PROJECT under the project's id (2.4.3.2), as hexadecimal digits."""
    key = sum(project.encode("ascii")) & 0xFF
    written = [seed, seed ^ 2, seed ^ key]
    before = key
    for plain in bytes((seed & 6) // 2) + struct.pack("<I", len(data)) + data:
        written.append(plain ^ (written[-2] + before & 0xFF))
        before = plain
    return bytes(written).hex().upper()


def _directory(kinds: Mapping[str, int]) -> bytes:
    """The stream dir (2.3.4.2): 64-bit Windows, English, code page 1252."""
    whole = [
        _record(0x01, struct.pack("<I", 3)), _record(0x02, struct.pack("<I", 0x409)), _record(0x14, struct.pack("<I", 0x409)),
        _record(0x03, struct.pack("<H", 1252)), _record(0x04, b"VBAProject"), _record(0x05), _record(0x40), _record(0x06),
        _record(0x3D), _record(0x07, bytes(4)), _record(0x08, bytes(4)), struct.pack("<HIIH", 0x09, 4, 1, 1), _record(0x0C),
        _record(0x3C),
    ]  # fmt: skip
    for name, library in _REFERENCES.items():
        whole += [
            *_named(0x16, 0x3E, name),
            _record(0x0D, struct.pack("<I", len(library)) + library.encode("ascii") + bytes(6)),
        ]
    whole += [_record(0x0F, struct.pack("<H", len(kinds))), _record(0x13, b"\xff\xff")]
    for name, kind in kinds.items():
        whole += [
            *_named(0x19, 0x47, name), *_named(0x1A, 0x32, name), _record(0x1C), _record(0x48), _record(0x31, bytes(4)),
            _record(0x1E, bytes(4)), _record(0x2C, b"\xff\xff"), _record(kind), _record(0x2B),
        ]  # fmt: skip
    return b"".join([*whole, _record(0x10)])


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", kind, len(content)) + content


def _named(kind: int, unicode_kind: int, name: str) -> tuple[bytes, bytes]:
    return _record(kind, name.encode("ascii")), _record(unicode_kind, name.encode("utf-16-le"))
