"""A small result workbook as parts, and ways in which each kind of part can be made to say something else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from scoring import assess, load_scheme
from tests.support.small_scheme import SMALL
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result

Parts = dict[str, bytes]
Change = Callable[[Parts], None]

SHEET, BOOK, STYLES, TYPES = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
DRAWING = "xl/drawings/drawing1.xml"
CHART, BARS = "xl/charts/chart1.xml", "xl/charts/chart2.xml"
ADJUST, STRINGS, THEME = "xl/worksheets/sheet15.xml", "xl/sharedStrings.xml", "xl/theme/theme1.xml"
BOOK_RELATIONS, SHEET_RELATIONS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet2.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'


def write_small(folder: Path) -> Path:
    """A result of three counties, with a chart, conditional formats, a validation, headers and links."""
    scheme = folder / "scheme.yaml"
    scheme.write_text(SMALL, encoding="utf-8")
    figures = {"fall": [3.4, 2.1, 3.0], "goal": [3.3, 3.3, 3.2], "events": [0, 1, 0]}
    table = pd.DataFrame(figures, index=["甲县", "乙县", "丙县"])
    done = assess(load_scheme(scheme), table, 2022)
    return write_result(done, folder / "结果.xlsx", ResultInputs(remark="示范数据：虚构", review=True))


def parts_of(path: Path) -> Parts:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(parts: Parts) -> bytes:
    """The parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return buffer.getvalue()


def swap(part: str, old: str, new: str) -> Change:
    """The first place of a part where a pattern stands is written otherwise."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        changed = re.sub(old, new, text, count=1, flags=re.DOTALL)
        assert changed != text, (part, old)
        parts[part] = changed.encode()

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(parts: Parts) -> None:
        for one in changes:
            one(parts)

    return change


def add(name: str, content: str | bytes, content_type: str = "") -> Change:
    """One part more, and its type in the list of types."""

    def change(parts: Parts) -> None:
        parts[name] = content if isinstance(content, bytes) else content.encode()
        if content_type:
            said = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
            swap(TYPES, "</Types>", said)(parts)

    return change


def relate(home: str, kind: str, target: str, number: str = "rId77", mode: str = "") -> Change:
    """One relation more. kind: the end of its type, or the whole."""

    def change(parts: Parts) -> None:
        parts.setdefault(home, _EMPTY.encode())
        whole = kind if "://" in kind else f"{_OFFICE}/{kind}"
        outside = f' TargetMode="{mode}"' if mode else ""
        swap(
            home,
            "</Relationships>",
            f'<Relationship Id="{number}" Type="{whole}" Target="{target}"{outside}/></Relationships>',
        )(parts)

    return change


def in_sheet(content: str, part: str = SHEET) -> Change:
    """Something more at the end of a sheet."""
    return swap(part, "</worksheet>", f"{content}</worksheet>")


def _styled(holder: str, entry: str, key: str) -> Change:
    """C5 gets a style of its own, which refers by key to an entry that is added to the styles."""

    def change(parts: Parts) -> None:
        inside = re.search(rf"<{holder}s[ >].*?</{holder}s>", parts[STYLES].decode(), re.DOTALL)
        assert inside is not None
        number = len(re.findall(rf"<{holder}[ >/]", inside[0]))
        swap(STYLES, f"</{holder}s>", f"{entry}</{holder}s>")(parts)
        _own_style(parts, rf'{key}="\d+"', f'{key}="{number}"')

    return change


def _own_style(parts: Parts, old: str, new: str) -> None:
    formats = re.search(r"<cellXfs.*?</cellXfs>", parts[STYLES].decode(), re.DOTALL)
    match = re.search(r'<c r="C5" s="(\d+)"', parts[SHEET].decode())
    assert formats is not None
    assert match is not None
    own = re.findall(r"<xf [^>]*?/>|<xf [^>]*?[^/]>.*?</xf>", formats[0], re.DOTALL)
    style = re.sub(old, new, own[int(match[1])])
    assert style != own[int(match[1])]
    swap(STYLES, "</cellXfs>", f"{style}</cellXfs>")(parts)
    swap(SHEET, f'<c r="C5" s="{match[1]}"', f'<c r="C5" s="{len(own)}"')(parts)


def font(inside: str) -> Change:
    """The name of the first county in another font."""
    return _styled("font", f"<font>{inside}</font>", "fontId")


def fill(inside: str) -> Change:
    """The name of the first county on another ground."""
    return _styled("fill", f"<fill>{inside}</fill>", "fillId")


def aligned(said: str) -> Change:
    """The name of the first county set otherwise."""
    return lambda parts: _own_style(parts, r"<alignment[^>]*/>", f"<alignment {said}/>")


def number_format(code: str) -> Change:
    """The first county's total in another number format."""
    return swap(STYLES, r'numFmtId="164" formatCode="[^"]*"', f'numFmtId="164" formatCode="{code}"')
