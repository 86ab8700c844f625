"""写法: every kind of part with its parameters, an example as it is typed, and the sentence that it prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import yaml

from scoring.resources import config_dir
from scoring.rules.base import Part, kinds
from scoring.rules.gates.base import Gate
from scoring.rules.points.base import Rule
from scoring.scheme.field_page import FAMILIES, POINTS, example_of, named
from scoring.scheme.plain import plain_part
from workbook.drawing.paper import Paper, lay_out
from workbook.drawing.styles import Styles
from workbook.scheme_workbook.leaves import NEXT, PAIR, STEP, leaf_text, leaves, split
from workbook.scheme_workbook.names import names_of
from workbook.scheme_workbook.notes import parameter_words
from workbook.scheme_workbook.shapes import KIND, RecordShape
from workbook.scheme_workbook.tables import table
from workbook.scheme_workbook.vocabulary import FAMILY_WORDS, GROUP, ITEM, LINE, SCOPE
from workbook.scheme_workbook.words import kind_word

_HEADS = (("部位", 9), ("种类", 14), ("代号", 16), ("参数（名称：怎样写）", 46), ("例", 36), ("印出来的话", 42))
_HOW = (
    "填好以后：kaohe scheme check 方案.xlsx（检查，指出哪张表哪一格）；kaohe score 数据.xlsx --scheme 方案.xlsx（计分）；kaohe scheme import 方案.xlsx -o 文件夹（写成方案文件）。",
    "参数写成“名称：内容；名称：内容”，几个用“、”隔开，分年的写“2024=50、2025=100”；下一级用“·”，如“条件·种类：数据项为是”。档次、节点、条目写在“档次”表，分项写在“分项”表。",
)


def write_kinds(sheet: Any, styles: Styles) -> None:
    """Draw the sheet; nothing is read from it."""
    sheet.columns(width for _, width in _HEADS)
    sheet.write_string(0, 0, "写法", styles.sheet_title())
    for row, text in enumerate(_HOW, 1):
        sheet.merge_range(row, 0, row, len(_HEADS) - 1, text, styles.get(text_wrap=True))
    top = len(_HOW) + 1
    sheet.heads(top, (head for head, _ in _HEADS), styles.head())
    for row, texts in enumerate(kind_rows(), top + 1):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, styles.wrapped(valign="top", font_size=9))
    sheet.freeze_panes(top + 1, 2)
    lay_out(sheet, Paper(rows=(top, top)), "写法")


def kind_rows() -> Iterator[tuple[str, ...]]:
    """A row a kind, from the models; example and sentence from config/kinds.yaml, where it has them."""
    book = yaml.safe_load((config_dir() / "kinds.yaml").read_text(encoding="utf-8"))
    for family, _, _ in FAMILIES:
        examples = book["families"].get(family.family, {})
        known = kinds(family)
        own = _columns() if family is Gate else set()
        for kind in [*(one for one in examples if one in known), *(one for one in known if one not in examples)]:
            example = examples.get(kind)
            typed, sentence = _example(known[kind], example, book, own - {"when"}) if example else ("", "")
            words = FAMILY_WORDS[family.family], kind_word(family.family, kind), kind
            yield *words, parameter_words(known[kind], without=own), typed, sentence


def _columns() -> set[str]:
    """What gates have columns for."""
    return {column.field for column in table("等次约束").columns} | {"consequences"}


def _example(
    model: type[Part], example: Mapping[str, str], book: Mapping[str, Any], without: Collection[str]
) -> tuple[str, str]:
    """An example as it is typed, and the sentence that it prints."""
    pairs, groups = list(book["names"].items()), list(book["groups"].items())
    names = names_of({ITEM: pairs, LINE: pairs, SCOPE: pairs, GROUP: groups})
    part = example_of(model, example["example"], book["groups"])
    sentence = named(part.describe(POINTS) if isinstance(part, Rule) else part.say(), example.get("unit", ""), book)
    data = plain_part(part, [one for one, _ in groups])
    texts = [
        f"{STEP.join(one.words)}{PAIR}{leaf_text(one, names)}"
        for leaf in leaves(RecordShape({str(data[KIND]): model}), data)
        for one in ([leaf] if leaf_text(leaf, names) is not None else split(leaf))
        if one.path != (KIND,) and one.path[0] not in without
    ]
    return NEXT.join(texts), sentence
