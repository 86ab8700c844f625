"""vbaProject.bin as two other programs read it, and its parts against the specification."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from pathlib import Path

import olefile
import pytest
import xlwings
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream
from pyopenvba.cfb import CFB

from workbook.plugin.compound_file import compound_file
from workbook.plugin.vba_compression import compressed
from workbook.plugin.vba_project import encrypted, vba_project

SOURCE = "Option Explicit\r\n" + "".join(f"Public Function F{n}() As Variant\r\nEnd Function\r\n" for n in range(400))
MADE = vba_project(["Sheet1", "Sheet2"], {"Kaohe": SOURCE})


@given(st.text("ab\r\n' xyz", max_size=9000))
def test_what_is_compressed_is_read_back(text: str) -> None:
    """olevba's decompression follows 2.4.1.3.1 and shares no code with ours."""
    content = text.encode("ascii")
    assert bytes(decompress_stream(bytearray(compressed(content)))) == content


def test_the_example_of_the_specification() -> None:
    """[MS-OVBA] 3.2.2: as short as there, though two copies are taken from other places of the same text."""
    text = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
    said = """01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D 6E 6F
              70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C"""
    given, ours = bytes.fromhex(said), compressed(text)
    assert bytes(decompress_stream(bytearray(given))) == bytes(decompress_stream(bytearray(ours))) == text
    assert len(ours) == len(given)


def test_what_does_not_get_shorter_is_refused() -> None:
    with pytest.raises(ValueError, match="does not compress"):
        compressed(random.Random(1).randbytes(4096))


@given(
    st.dictionaries(st.from_regex(r"(VBA/)?[A-Za-z]{1,12}[0-9]", fullmatch=True), st.binary(max_size=9000), max_size=30)
)
def test_a_compound_file_is_read_back_by_two_readers(streams: dict[str, bytes]) -> None:
    if len({name.upper() for name in streams}) < len(streams):
        return
    made = compound_file(streams)
    found = olefile.OleFileIO(io.BytesIO(made), raise_defects=olefile.DEFECT_POTENTIAL)
    assert {"/".join(path): found.openstream(path).read() for path in found.listdir()} == streams
    again, twice = CFB.from_bytes(made), {name[4:] for name in streams if name.startswith("VBA/")} & set(streams)
    for name, content in streams.items():
        storage, _, own = name.rpartition("/")
        if own in twice:  # this reader finds the first stream of a name, wherever it stands
            continue
        assert (again.get_stream_in_storage(storage, own) if storage else again.get_stream(own)) == content


def test_there_is_no_cache_and_every_module_begins_at_its_source() -> None:
    """2.3.4.1: version 0xFFFF and no cache on write; 2.3.4.2.3.2.5: offset 0, where nothing stands before the source."""
    file = olefile.OleFileIO(io.BytesIO(MADE))
    assert file.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000100")
    records = list(read_directory(bytes(decompress_stream(bytearray(file.openstream("VBA/dir").read())))))
    names = [content.decode() for kind, content in records if kind == 0x19]
    assert names == ["ThisWorkbook", "Sheet1", "Sheet2", "Kaohe"]
    assert [content for kind, content in records if kind == 0x31] == [bytes(4)] * 4
    assert [kind for kind, _ in records if kind in (0x21, 0x22)] == [0x22, 0x22, 0x22, 0x21]
    for name in names:
        text = bytes(decompress_stream(bytearray(file.openstream(f"VBA/{name}").read()))).decode("ascii")
        assert text.startswith(f'Attribute VB_Name = "{name}"\r\n')
    assert text == f'Attribute VB_Name = "Kaohe"\r\n{SOURCE}'


def read_directory(content: bytes) -> list[tuple[int, bytes]]:
    """Records of the stream dir to the last byte; the version record (0x09) has no true size."""
    found, at = [], 0
    while at < len(content):
        kind, size = struct.unpack_from("<HI", content, at)
        size = 6 if kind == 0x09 else size
        found.append((kind, content[at + 6 : at + 6 + size]))
        at += 6 + size
    assert at == len(content)
    assert found[-1] == (0x10, b"")
    return found


def test_our_directory_has_the_records_of_a_proven_project() -> None:
    """xlwings' own stand-alone workbook, in use for years, has the same records in the same order, references aside."""
    with zipfile.ZipFile(Path(xlwings.__file__).parent / "quickstart_standalone.xlsm") as package:
        proven = olefile.OleFileIO(io.BytesIO(package.read("xl/vbaProject.bin")))
    kinds = []
    for file in (proven, olefile.OleFileIO(io.BytesIO(MADE))):
        assert file.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000100")
        records = read_directory(bytes(decompress_stream(bytearray(file.openstream("VBA/dir").read()))))
        own = [kind for kind, _ in records]
        modules = own[own.index(0x13) :]
        kinds.append([kind for kind in own[: own.index(0x0F)] if kind < 0x0D or kind in (0x14, 0x3C, 0x3D, 0x40)])
        kinds.append(modules[: modules.index(0x2B) + 1])
    assert kinds[0] == kinds[2]
    assert kinds[1] == kinds[3]


def decrypted(project: str, value: str) -> bytes:
    """[MS-OVBA] 2.4.3.3."""
    written = bytes.fromhex(value)
    key = sum(project.encode()) & 0xFF
    assert written[0] ^ written[1] == 2
    assert written[0] ^ written[2] == key
    plain = [key]
    for place in range(3, len(written)):
        plain.append(written[place] ^ (written[place - 2] + plain[-1] & 0xFF))
    rest = bytes(plain[1 + (written[0] & 6) // 2 :])
    assert int.from_bytes(rest[:4], "little") == len(rest) - 4
    return rest[4:]


def test_the_state_of_protection_reads_as_in_a_proven_project() -> None:
    """Values and id of PROJECT in xlwings' quickstart_standalone.xlsm 0.37.8: not protected, no password, visible."""
    vendors = "{5CF9CDAB-B77B-4FE4-BD7E-D29900070E1B}"
    proven = {"CMG": "8D8FA61394EA98EA98EA98EA98", "DPB": "8D8FA61394EF95EF95EF", "GC": "8D8FA61394EF95EF9510"}
    ours = olefile.OleFileIO(io.BytesIO(MADE)).openstream("PROJECT").read().decode("ascii")
    project = re.search(r'ID="(.*?)"', ours)
    assert project
    for name, value in proven.items():
        written = re.search(rf'^{name}="(\w+)"', ours, re.MULTILINE)
        assert written
        assert decrypted(project[1], written[1]) == decrypted(vendors, value), name


@given(st.binary(min_size=1, max_size=40), st.integers(0, 255))
def test_what_is_encrypted_is_read_back(data: bytes, seed: int) -> None:
    assert decrypted("{A}", encrypted("{A}", data, seed)) == data
