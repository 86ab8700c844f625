"""A workbook with something in it changed, at random but the same for the same seed: elements, text, parts, bytes."""

from __future__ import annotations

import copy
import io
import random
import warnings
import zipfile
from collections.abc import Callable

from lxml import etree

from tests.support.packages import MAIN, Parts, packed, unpacked

SNIPPETS = (
    b"<!-- x -->", b"<![CDATA[9]]>", b"&#57;", b'<c r="C6"><v>9</v></c>', b' hidden="1"', b' t="s"', b' s="3"', b' r="D7"', b"9", b".", b"-", b"e2",
    b" ", b"%", b"<v>7</v>", b"<row/>", b"</c>", b"<f>1+1</f>", b"<is><t>9</t></is>", b'<mergeCell ref="C6:D7"/>', b"\xe4\xba\x95", b"\0", b"_x0039_",
)  # fmt: skip
_NAMES = ("c", "v", "f", "row", "is", "t", "r", "si", "x", "sheetData", "extLst")
_VALUES = (
    "0",
    "1",
    "2",
    "9",
    "s",
    "n",
    "b",
    "e",
    "str",
    "inlineStr",
    "d",
    "C6",
    "A1",
    "rId2",
    "true",
    "",
    "-1",
    "99999",
    "hidden",
    "worksheets/sheet3.xml",
)


def mutant(data: bytes, seed: int) -> bytes:
    """The file with one to three changes of one kind."""
    draw = random.Random(seed)
    kind = draw.choices((_elements, _text, _parts, _bytes), (45, 35, 10, 10))[0]
    for _ in range(draw.choice((1, 1, 2, 3))):
        data = kind(data, draw)
    return data


def _chosen(content: Parts, draw: random.Random) -> str:
    """A part: mostly a sheet with figures, else another that is read, seldom any."""
    names = sorted(content)
    sheets = [name for name in names if name.startswith("xl/worksheets/sheet")] or names
    heads = [
        name for name in names if name.endswith((".rels", "workbook.xml", "styles.xml", "sharedStrings.xml"))
    ] or names
    return draw.choice(draw.choices((sheets, heads, names), (65, 25, 10))[0])


def _elements(data: bytes, draw: random.Random) -> bytes:
    """An element removed, doubled, moved, renamed, wrapped; an attribute or a text changed."""
    content = unpacked(data)
    name = _chosen(content, draw)
    try:
        root = etree.fromstring(content[name])
    except etree.XMLSyntaxError:
        return data
    all_elements = [one for one in root.iter() if isinstance(one.tag, str)]
    one, other = draw.choice(all_elements), draw.choice(all_elements)
    space = one.tag.rpartition("}")[0]
    draw.choice(_CHANGES)(one, other, f"{space}}}" if space else "", draw)
    content[name] = etree.tostring(root.getroottree().getroot())
    return packed(content)


def _remove(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    if one.getparent() is not None:
        one.getparent().remove(one)


def _double(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    if one.getparent() is not None:
        one.addnext(copy.deepcopy(one))


def _swap(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    if one.getnext() is not None:
        one.addprevious(one.getnext())


def _move(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    if one not in (other, *other.iterancestors()):
        other.append(one)


def _rename(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    one.tag = space + draw.choice(_NAMES)


def _renamespace(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    one.tag = (
        draw.choice(("{urn:x}", "", "{http://purl.oclc.org/ooxml/spreadsheetml/main}")) + one.tag.rpartition("}")[2]
    )


def _wrap(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    parent = one.getparent()
    if parent is not None:
        outer = etree.Element(draw.choice((
            f"{{{MAIN}}}extLst", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent", "{urn:x}x"
        )))  # fmt: skip
        parent.replace(one, outer)
        outer.append(one)


def _attribute(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    if one.attrib:
        name = draw.choice(sorted(one.attrib))
        value = one.attrib.pop(name)
        if draw.random() < 0.7:
            new = draw.choice(
                (draw.choice(_VALUES), value + "1", value[:-1], value.lower(), value.upper(), value.swapcase())
            )
            one.set(name if draw.random() < 0.8 else draw.choice("rstxv"), new)


def _words(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    text = one.text or ""
    one.text = draw.choice(
        (
            other.text or "",
            text + "9",
            text[1:],
            text[::-1],
            " ",
            text.replace(".", ","),
            "NaN",
            f"-{text}",
            f"{text}e1",
        )
    )


def _stranger(one: etree._Element, other: etree._Element, space: str, draw: random.Random) -> None:
    new = etree.SubElement(one, space + draw.choice(_NAMES))
    new.text = draw.choice(("9", "", "x"))


_CHANGES: tuple[Callable[[etree._Element, etree._Element, str, random.Random], None], ...] = (
    _remove, _double, _swap, _move, _rename, _renamespace, _wrap, _attribute, _attribute, _attribute, _words, _words, _stranger,
)  # fmt: skip


def _text(data: bytes, draw: random.Random) -> bytes:
    """Bytes of a part changed, removed, doubled, or something put between them."""
    content = unpacked(data)
    name = _chosen(content, draw)
    part = bytearray(content[name] or b" ")
    place, length = draw.randrange(len(part)), draw.randint(1, 8)
    how = draw.randrange(4)
    if how == 0:
        part[place] = draw.randrange(256)
    elif how == 1:
        del part[place : place + length]
    elif how == 2:
        part[place:place] = part[place : place + length]
    else:
        part[place:place] = draw.choice(SNIPPETS)
    content[name] = bytes(part)
    return packed(content)


def _parts(data: bytes, draw: random.Random) -> bytes:
    """A part missing, there twice, under another name, or with the content of another."""
    content = unpacked(data)
    one, other = (_chosen(content, draw) for _ in range(2))
    how = draw.randrange(5)
    if how == 0:
        del content[one]
    elif how == 1:
        content[draw.choice((one.upper(), one.replace("/", "\\"), one + "x", f"/{one}"))] = content.pop(one)
    elif how == 2:
        content[one] = content[other]
    elif how == 3:
        content[one], content[other] = content[other], content[one]
    else:
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr(draw.choice((one, one.upper())), content[other])
        return buffer.getvalue()
    return packed(content)


def _bytes(data: bytes, draw: random.Random) -> bytes:
    """Bytes of the file itself changed, or its end missing."""
    spoilt = bytearray(data)
    if draw.random() < 0.2:
        return bytes(spoilt[: draw.randrange(len(spoilt))])
    for _ in range(draw.randint(1, 8)):
        spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
    return bytes(spoilt)
