"""Plain data as leaves: each place that one cell can hold, with its path in names and in words. And leaves as texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.scheme.plain import GROUP_MAPS
from workbook.reading.text import tidy
from workbook.scheme_workbook.figures import figure_text
from workbook.scheme_workbook.names import SIGNS, Names
from workbook.scheme_workbook.shapes import KIND, Keyed, RecordShape, Scalar, Several, Shape, fields, is_flat
from workbook.scheme_workbook.vocabulary import GROUP
from workbook.scheme_workbook.words import KIND_WORD, NO, YES, choice_word, family_of, field_word, kind_word, reference

Path = tuple[str | int, ...]
STEP, PAIR, LIST, ASSIGN = "·", "：", "、", "="
NEXT = "；"


@dataclass(frozen=True)
class Leaf:
    """A value of flat shape. path: fields, places in lists from 0, keys of maps; words: the same as words, places from 1.

    names: what it names by id, if anything; of kinds: the family. keys: what its keys name.
    """

    path: Path
    words: tuple[str, ...]
    shape: Shape
    value: Any
    names: str = ""
    family: str = ""
    keys: str = ""


def leaves(record: RecordShape, data: Mapping[str, Any]) -> Iterator[Leaf]:
    """The leaves of a record in the order of the model."""
    yield from _record(record, data, (), ())


def _record(record: RecordShape, data: Mapping[str, Any], path: Path, words: tuple[str, ...]) -> Iterator[Leaf]:
    kind = str(data.get(KIND, "")) if record.is_part else ""
    if record.is_part:
        yield Leaf((*path, KIND), (*words, KIND_WORD), Scalar("text"), kind, family=family_of(record))
    model = record.model(kind)
    if model is None:
        raise ValueError(f"no kind {kind}")
    for name, shape in fields(model).items():
        if name in data:
            keys = GROUP if name in GROUP_MAPS else ""
            leaf = Leaf(
                (*path, name), (*words, field_word(model, name)), shape, data[name], reference(model, name), "", keys
            )
            yield from _value(leaf)


def _value(leaf: Leaf) -> Iterator[Leaf]:
    shape, value = leaf.shape, leaf.value
    if isinstance(shape, Several) and shape.or_one and not isinstance(value, list):
        shape = shape.of
    if isinstance(shape, RecordShape):
        yield from _record(shape, value, leaf.path, leaf.words)
    elif is_flat(shape):
        yield Leaf(leaf.path, leaf.words, shape, value, leaf.names, leaf.family, leaf.keys)
    else:
        yield from split(leaf)


def _elements(leaf: Leaf, of: Shape, elements: Iterator[tuple[str | int, str, Any]]) -> Iterator[Leaf]:
    for step, word, one in elements:
        yield from _value(Leaf((*leaf.path, step), (*leaf.words, word), of, one, leaf.names))


def split(leaf: Leaf) -> list[Leaf]:
    """A list or map of scalars as one leaf an element, for elements that cannot be told apart in one text."""
    shape = leaf.shape
    if isinstance(shape, Several):
        return list(_elements(leaf, shape.of, ((place, str(place + 1), one) for place, one in enumerate(leaf.value))))
    if isinstance(shape, Keyed):
        return list(_elements(leaf, shape.of, ((key, str(key), one) for key, one in leaf.value.items())))
    return [leaf]


def scalar_text(shape: Shape, value: Any, names: str, family: str, known: Names) -> str:
    """One value as a text."""
    if family:
        return kind_word(family, str(value))
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return figure_text(value)
    if isinstance(shape, Scalar) and shape.sort == "choice":
        return choice_word(str(value))
    return known.shown(names, str(value)) if names else str(value)


def leaf_text(leaf: Leaf, known: Names) -> str | None:
    """A leaf as the text of a cell, or None where its elements could not be told apart again."""
    shape = leaf.shape
    if isinstance(shape, Several):
        texts = [scalar_text(shape.of, one, leaf.names, "", known) for one in leaf.value]
        return LIST.join(texts) if texts and all(is_plain(text) for text in texts) else None
    if isinstance(shape, Keyed):
        keys = [known.shown(leaf.keys, str(key)) if leaf.keys else str(key) for key in leaf.value]
        texts = [scalar_text(shape.of, one, "", "", known) for one in leaf.value.values()]
        clear = texts and all(is_plain(text) for text in (*keys, *texts))
        return LIST.join(f"{key}{ASSIGN}{text}" for key, text in zip(keys, texts, strict=True)) if clear else None
    return scalar_text(shape, leaf.value, leaf.names, leaf.family, known)


def is_plain(text: str) -> bool:
    """Whether a text can stand among others in a cell."""
    return bool(text) and text == tidy(text) and not any(sign in text for sign in SIGNS)
