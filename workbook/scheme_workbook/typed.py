"""From words in cells to the data of a scheme file, with the cell of every value as its mark; what is no word is a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from scoring.rules.fraction import whole
from scoring.scheme.plain import GROUP_MAPS
from scoring.scheme.yaml_marks import MarkedDict, MarkedList
from workbook.reading.raw import ErrorValue, Moment, Uncalculated, as_text
from workbook.reading.text import plain, squeezed
from workbook.scheme_workbook.branches import MAIN, Branch, CellMark, CellText, joined
from workbook.scheme_workbook.columns import main_field
from workbook.scheme_workbook.figures import figure_from
from workbook.scheme_workbook.leaves import ASSIGN, LIST
from workbook.scheme_workbook.names import Names
from workbook.scheme_workbook.shapes import KIND, Keyed, RecordShape, Scalar, Several, Shape, fields, info
from workbook.scheme_workbook.vocabulary import FAMILY_WORDS, GROUP
from workbook.scheme_workbook.words import (
    KIND_WORD,
    NO,
    YES,
    choice_word,
    choices_by_word,
    family_of,
    field_word,
    fields_by_word,
    kind_words,
    kinds_by_word,
    nearest,
    reference,
)

Fault = tuple[CellMark, str]
_NOTHING = object()
_TRUTH = {YES: True, NO: False, "true": True, "false": False, "TRUE": True, "FALSE": False}


class Typing:
    """Reads branches by the models; gathers faults on the way."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.faults: list[Fault] = []

    def record(self, record: RecordShape, branch: Branch) -> MarkedDict:
        """The data of a record. Without a kind that is known nothing below it can be read."""
        data = MarkedDict()
        data.mark, data.marks = branch.mark, {}
        model, kind = self._model(record, branch)
        if model is None:
            return data
        below = self._by_field(model, branch, main_field(record, kind))
        if record.is_part:
            data[KIND], data.marks[KIND] = kind, branch.mark
        for name, shape in fields(model).items():
            if name in below:
                value = self.value(shape, below[name], model, name)
            else:
                value = self._blank(model, name, shape, branch.mark)
            if value is not _NOTHING:
                data[name] = value
                data.marks[name] = below[name].mark if name in below else branch.mark
        return data

    def _blank(self, model: type[BaseModel], name: str, shape: Shape, mark: CellMark) -> Any:
        """What a blank says for a field that must be written: an empty text, or a record of such; else it is a fault."""
        field = info(model, name)
        if not field.is_required():
            return _NOTHING
        if isinstance(shape, RecordShape) and not shape.is_part:
            return self.record(shape, Branch(mark))
        if shape == Scalar("text") and not field.metadata and not reference(model, name):
            return ""
        self.faults.append((mark, f"没有写“{field_word(model, name)}”；补上"))
        return _NOTHING

    def _model(self, record: RecordShape, branch: Branch) -> tuple[type[BaseModel] | None, str]:
        if not record.is_part:
            return record.model(), ""
        cell = branch.below.get(KIND, branch.below.get(KIND_WORD))
        family = FAMILY_WORDS.get(family_of(record), KIND_WORD)
        if not isinstance(cell, CellText):
            self.faults.append((branch.mark, f"“{family}”没有写是哪一种；补上{nearest('', kind_words(record))}"))
            return None, ""
        typed = squeezed(as_text(cell.raw))
        known = kinds_by_word(record)
        if typed not in known:
            self._no_such(cell, family, kind_words(record))
            return None, ""
        return record.model(known[typed]), known[typed]

    def _by_field(self, model: type[BaseModel], branch: Branch, main: str) -> dict[str, Branch | CellText]:
        """What stands below, by the fields of the model."""
        found: dict[str, Branch | CellText] = {}
        known = fields_by_word(model)
        for step, part in branch.below.items():
            name = main if step == MAIN else known.get(squeezed(str(step)))
            if name == KIND and KIND not in fields(model):
                continue
            if not name:
                words = [field_word(model, one) for one in fields(model)]
                what = (
                    f"没有“{step}”这一项{nearest(str(step), words)}"
                    if step
                    else "这里写的是什么看不出来；写成“名称：内容”"
                )
                self.faults.append((part.mark, what))
                continue
            found[name] = joined(found[name], part) if name in found else part
        return found

    def value(self, shape: Shape, part: Branch | CellText, model: type[BaseModel], name: str) -> Any:
        """What is said for a field; ``_NOTHING`` where there is a fault instead."""
        if isinstance(shape, Several):
            return self._several(shape, part, model, name)
        if isinstance(shape, Keyed):
            return self._keyed(shape, part, model, name)
        if isinstance(shape, RecordShape):
            return self.record(shape, part if isinstance(part, Branch) else Branch(part.mark, {MAIN: part}))
        if isinstance(part, Branch):
            if set(part.below) == {MAIN} and isinstance(part.below[MAIN], CellText):
                return self.value(shape, part.below[MAIN], model, name)
            word = field_word(model, name)
            self.faults.append((part.mark, f"“{word}”写了两次，或者下面不能再分；只留一处"))
            return _NOTHING
        return self._scalar(shape, part, reference(model, name), field_word(model, name))

    def _several(self, shape: Several, part: Branch | CellText, model: type[BaseModel], name: str) -> Any:
        what = reference(model, name)
        if isinstance(part, CellText):
            if isinstance(shape.of, RecordShape):
                return self._several(shape, Branch(part.mark, {MAIN: part}), model, name)
            text = as_text(part.raw)
            divided = (part.listed or what) and LIST in text
            if shape.or_one and not divided:
                return self.value(shape.of, part, model, name)
            texts = [one.strip() for one in text.split(LIST)] if divided else [part.raw]
            parts: list[Branch | CellText] = [CellText(one, part.mark, "", part.listed) for one in texts]
        elif all(_is_place(step) for step in part.below):
            places: dict[int, Branch | CellText] = {}
            for step, one in part.below.items():  # rows of a sheet count from 0, what is written from 1
                place = step if isinstance(step, int) else int(step) - 1
                places[place] = joined(places[place], one) if place in places else one
            parts = [places[place] for place in sorted(places)]
        elif shape.or_one:
            return self.value(shape.of, part, model, name)
        else:
            self.faults.append(
                (part.mark, f"“{field_word(model, name)}”有好几项，各项写上次序：{field_word(model, name)}·1、·2")
            )
            return _NOTHING
        data = MarkedList()
        data.mark, data.marks = part.mark, []
        for one in parts:
            value = self.value(shape.of, one, model, name)
            if value is not _NOTHING:
                data.append(value)
                data.marks.append(one.mark)
        return data

    def _keyed(self, shape: Keyed, part: Branch | CellText, model: type[BaseModel], name: str) -> Any:
        data = MarkedDict()
        data.mark, data.marks = part.mark, {}
        for key, one in self._pairs(part, field_word(model, name)):
            name_or_year: str | int = key.strip()
            if name in GROUP_MAPS:
                name_or_year = self.names.found(GROUP, key) or (int(key) if key.isdigit() else key)
                if isinstance(name_or_year, str) and name_or_year not in self.names.names.get(GROUP, {}):
                    self.faults.append((one.mark, f"没有分组“{key}”{nearest(key, self.names.known(GROUP))}"))
            elif shape.numbers and plain(key).removesuffix("年").isdigit():
                name_or_year = int(plain(key).removesuffix("年"))
            if name_or_year in data:
                self.faults.append((one.mark, f"“{key}”写了两次；留一个"))
            value = self.value(shape.of, one, model, f"{name}=")
            if value is not _NOTHING:
                data[name_or_year], data.marks[name_or_year] = value, one.mark
        return data

    def _pairs(self, part: Branch | CellText, word: str) -> Iterator[tuple[str, Branch | CellText]]:
        if isinstance(part, Branch):
            for step, one in part.below.items():
                if step == MAIN and isinstance(one, CellText):
                    yield from self._pairs(one, word)
                else:
                    yield str(step), one
            return
        for text in as_text(part.raw).replace("＝", ASSIGN).split(LIST):
            key, sign, value = text.partition(ASSIGN)
            if sign:
                yield key.strip(), CellText(value.strip(), part.mark)
            elif text.strip():
                self.faults.append((part.mark, f"“{word}”应当写成“2024=50、2025=100”这样，现在是“{text.strip()}”"))

    def _scalar(self, shape: Scalar, cell: CellText, what: str, word: str) -> Any:
        raw = cell.raw
        is_figure = shape.sort in ("number", "whole")
        if isinstance(raw, Uncalculated) and is_figure and (figure := figure_from(cell.formula)) is not None:
            return figure  # a fraction needs no spreadsheet to work it out
        if isinstance(raw, ErrorValue | Uncalculated | Moment):
            self.faults.append((cell.mark, f"“{word}”是{_unread(raw)}"))
            return _NOTHING
        if is_figure:
            return (what and self.names.found(what, as_text(raw))) or _figure(cell)
        if shape.sort == "number_or_text":
            return whole(float(raw)) if isinstance(raw, int | float) and not isinstance(raw, bool) else as_text(raw)
        if shape.sort == "yes_no":
            return self._word(cell, word, _TRUTH, [YES, NO])
        if shape.sort == "choice":
            words = [choice_word(one) for one in shape.choices]
            return self._word(cell, word, choices_by_word(shape.choices), words)
        text = as_text(raw)
        if not what:
            return text
        found = self.names.found(what, text)
        if found is None:
            often = self.names.often(what, text)
            why = (
                f"叫“{text}”的{what}有 {often} 个；写编号"
                if often
                else f"没有{what}“{text}”{nearest(text, self.names.known(what))}"
            )
            self.faults.append((cell.mark, why))
            return _NOTHING
        return found

    def _word(self, cell: CellText, word: str, known: Mapping[str, Any], words: Iterable[str]) -> Any:
        typed = squeezed(as_text(cell.raw))
        if typed not in known:
            self._no_such(cell, word, words)
            return _NOTHING
        return known[typed]

    def _no_such(self, cell: CellText, word: str, words: Iterable[str]) -> None:
        self.faults.append((cell.mark, f"“{word}”没有“{as_text(cell.raw)}”这一种{nearest(as_text(cell.raw), words)}"))


def _unread(raw: ErrorValue | Uncalculated | Moment) -> str:
    if isinstance(raw, Uncalculated):
        return f"没有算过的公式 {as_text(raw)}；用 Excel 或 WPS 打开、保存一次，或直接写内容"
    return f"{as_text(raw)}；改正" if isinstance(raw, ErrorValue) else "日期；格式改为文本，再写（分数写成 =100/3）"


def _is_place(step: str | int) -> bool:
    return isinstance(step, int) or (step.isascii() and step.isdigit())


def _figure(cell: CellText) -> Any:
    """A number, or a fraction written as a formula or a text; any other content as it is, for the models to judge."""
    if cell.formula and (found := figure_from(cell.formula)) is not None:
        return found
    if isinstance(cell.raw, bool):
        return cell.raw
    if isinstance(cell.raw, int | float):
        return whole(float(cell.raw))
    found = figure_from(as_text(cell.raw))
    return as_text(cell.raw) if found is None else found
