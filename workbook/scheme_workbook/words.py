"""Names of fields, kinds and choices as words, and back; a name without a word of its own stands for itself."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from pydantic import BaseModel

from scoring.rules.base import Part
from scoring.scheme import spelling
from workbook.reading.text import squeezed
from workbook.scheme_workbook.shapes import KIND, RecordShape, fields
from workbook.scheme_workbook.vocabulary import CHOICES, FIELDS, IN_MODEL, KINDS, REFERENCES

KIND_WORD = "种类"
YES, NO = "是", "否"


def nearest(word: str, words: Iterable[str]) -> str:
    """「；是不是 x？」, or 「；可以写：……」; two words of two characters are near with one of them the same."""
    known = list(words)
    close = difflib.get_close_matches(squeezed(word), known, 2, 0.5) if 1 < len(squeezed(word)) < 4 else []
    return f"；是不是 {close[0]}？" if len(close) == 1 else spelling.nearest(word, known)


def field_word(model: type[BaseModel], name: str) -> str:
    """The word for a field of a model."""
    if name == KIND:
        return KIND_WORD
    return IN_MODEL.get(f"{model.__name__}.{name}") or FIELDS.get(name, name)


def reference(model: type[BaseModel], name: str) -> str:
    """What a field names by id; empty where it names nothing."""
    return REFERENCES.get(f"{model.__name__}.{name}") or REFERENCES.get(name, "")


@cache
def fields_by_word(model: type[BaseModel]) -> Mapping[str, str]:
    """The fields of a model by their words and by their names, a part's ``kind`` among them."""
    names = [*fields(model), *([KIND] if issubclass(model, Part) else [])]
    return _by_word(names, lambda name: field_word(model, name))


def family_of(record: RecordShape) -> str:
    """The family that the kinds of a record belong to; empty for a plain model."""
    return str(getattr(next(iter(record.models.values())), "family", ""))


def kind_word(family: str, kind: str) -> str:
    """The word for a kind of part."""
    return KINDS.get(family, {}).get(kind, kind)


def kind_words(record: RecordShape) -> list[str]:
    """The words of the kinds that may stand at a place."""
    return [kind_word(family_of(record), kind) for kind in record.models]


def kinds_by_word(record: RecordShape) -> Mapping[str, str]:
    """The kinds that may stand at a place, by their words and by their names."""
    return _by_word(record.models, lambda kind: kind_word(family_of(record), kind))


def choice_word(choice: str) -> str:
    """The word for a value of a closed list."""
    return CHOICES.get(choice, choice)


def choices_by_word(choices: Iterable[str]) -> Mapping[str, str]:
    """The values of a closed list, by their words and by themselves."""
    return _by_word(choices, choice_word)


def _by_word(names: Iterable[str], word: Callable[[str], str]) -> Mapping[str, str]:
    """Names by themselves and by their words, both as ``squeezed`` has what was typed."""
    return {squeezed(one): name for name in names for one in (name, word(name))}
