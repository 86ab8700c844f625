"""Texts: plain or in stretches of different looks; what is only a reading aid (phonetics) is left out."""

from __future__ import annotations

import re

from workbook.reading.formats.cell_formats import BareRun
from workbook.reading.formats.refusal import LESS, Refusal, doubtful
from workbook.reading.formats.xml import MAINS, Chunks, Element, Stream, namespace
from workbook.reading.grid import CellRun

MOST_SIGNS = 60_000_000
"""Signs of all texts of a workbook, each of which may take four bytes; a text counts for some more."""

_A_TEXT = 30

_ESCAPED = re.compile(r"_x(?!0000|[Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")  # no NUL, no half of a sign
_KEPT = 300_000  # more would take more memory than the texts themselves


def unescaped(text: str) -> str:
    """A text as it is shown: _x000D_ stands for a character that XML has no place for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class Strings(dict[str, str]):
    """The texts that cells refer to, by their number as a cell writes it. A number without a text is a KeyError."""

    def __init__(self, part: str = "", chunks: Chunks = ()) -> None:
        self._texts: list[str] = []
        self._signs = 0
        self.runs: dict[str, tuple[CellRun, ...]] = {}
        """The stretches of those texts that have more than one look."""
        if part:
            self._read(part, chunks)
        known = self._texts if len(self._texts) <= _KEPT else []
        super().__init__(zip(map(str, range(len(known))), known, strict=True))

    def _read(self, part: str, chunks: Chunks) -> None:
        stream, plain, texts = Stream(part, chunks, "si"), "", self._texts
        for item in stream:
            plain = plain or f"{{{namespace(item)}}}t"
            text = None
            if len(item) == 1:
                only = item[0]
                text = only.text or "" if only.tag == plain and not len(only) else None
            if text is None or "_x" in text:
                text, runs = read_text(item, part)
                if runs:
                    self.runs[str(len(texts))] = runs
            self._signs += len(text) + _A_TEXT
            if self._signs > MOST_SIGNS:
                self.weigh("")
            texts.append(text)
        root = stream.root_at_end()
        if namespace(root) not in MAINS or sum(
            1 for _ in root.iterchildren(_own(root, "si"), _own(root, "extLst"))
        ) != len(root):
            raise doubtful(f"部件 {part} 不是文字表")

    def weigh(self, text: str) -> None:
        """Count the signs of a text of the workbook, here or in a cell. Raises Refusal where they are too many."""
        self._signs += len(text) + _A_TEXT
        if self._signs > MOST_SIGNS:
            raise Refusal(f"文字过多（超过 {MOST_SIGNS:,} 个字），不像数据表，没有读。{LESS}")

    def __missing__(self, number: str) -> str:
        bare = number.strip()
        if not (bare.isdigit() and len(bare) < 9 and str(int(bare)) == bare and int(bare) < len(self._texts)):
            raise KeyError(number)
        return self._texts[int(bare)]


def read_text(item: Element, part: str) -> tuple[str, tuple[CellRun, ...]]:
    """The text of an element, and its stretches if they differ in being struck out or raised."""
    space = f"{{{namespace(item)}}}"
    if len(item) == 1 and (only := item[0]).tag == f"{space}t" and not len(only):
        return unescaped(only.text or ""), ()
    runs: list[CellRun] = []
    for one in item:
        tag = str(one.tag)
        if tag == f"{space}t" and not runs:
            runs.append(BareRun(_plain(one, part)))
        elif tag == f"{space}r":
            runs.append(_run(one, space, part))
        elif tag not in (f"{space}rPh", f"{space}phoneticPr"):
            raise doubtful(f"部件 {part} 的文字里有放错地方的内容")
    text = "".join(run.text for run in runs)
    return text, tuple(runs) if any(run.struck or run.raised for run in runs) else ()


def _run(element: Element, space: str, part: str) -> CellRun:
    text = ""
    marks: tuple[bool, bool] | None = None
    for one in element:
        if one.tag == f"{space}t":
            text += _plain(one, part)
        elif one.tag == f"{space}rPr":
            marks = marks_of(one)
        else:
            raise doubtful(f"部件 {part} 的文字里有放错地方的内容")
    return BareRun(text) if marks is None else CellRun(text, *marks)


def marks_of(font: Element) -> tuple[bool, bool]:
    """Whether a font strikes its text out, and whether it raises it (superscript or subscript)."""
    space = f"{{{namespace(font)}}}"
    struck = [one.get("val", "1") not in ("0", "false") for one in font if one.tag == f"{space}strike"]
    raised = [one.get("val") in ("superscript", "subscript") for one in font if one.tag == f"{space}vertAlign"]
    return any(struck), any(raised)


def _plain(element: Element, part: str) -> str:
    if len(element):
        raise doubtful(f"部件 {part} 的文字里有放错地方的内容")
    return unescaped(element.text or "")


def _own(root: Element, name: str) -> str:
    return f"{{{namespace(root)}}}{name}"
