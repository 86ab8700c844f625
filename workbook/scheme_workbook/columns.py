"""The columns of a sheet, from the models of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from workbook.scheme_workbook.shapes import KIND, RecordShape, Several, Shape, fields, info, is_flat, is_text_list
from workbook.scheme_workbook.words import KIND_WORD, family_of, field_word, reference

Role = Literal["field", "kind", "parameters"]
_NAMING = frozenset({"id", "name", "clause", "drawn_from", "design", "during", "unless"})
"""Fields that rows of parts have in columns of their own."""


@dataclass(frozen=True)
class TableColumn:
    """A column. field: of the row's model; empty for the row's own kind and parameters. shape: of what it is about."""

    head: str
    field: str
    role: Role
    shape: Shape
    model: type[BaseModel]

    @property
    def path(self) -> tuple[str, ...]:
        """The path of what stands in it, or of the part that its parameters are of."""
        own = (self.field,) if self.field else ()
        return (*own, KIND) if self.role == "kind" else own

    @property
    def is_free_list(self) -> bool:
        """Whether it holds a list of free texts, one a line."""
        return self.role == "field" and is_text_list(self.shape) and not self.names

    @property
    def names(self) -> str:
        """What its texts name by id."""
        return reference(self.model, self.field) if self.field else ""


def columns_of(
    record: RecordShape, without: Iterable[str] = (), heads: Mapping[str, str] | None = None
) -> tuple[TableColumn, ...]:
    """The columns of rows of a record: what all of its models have, in order; the rest goes among the parameters.

    without: fields that stand elsewhere. heads: of parameters, by field.
    """
    models = list(record.models.values())
    common = [name for name in fields(models[0]) if all(name in fields(one) for one in models)]
    rest = record.is_part and any(name not in common for one in models for name in fields(one))
    found = []
    if record.is_part:
        found.append(TableColumn(KIND_WORD, "", "kind", record, models[0]))
    if rest:
        found.append(TableColumn("参数", "", "parameters", record, models[0]))
    for name in common:
        if name not in without:
            found += _field(models[0], name, heads or {})
    return tuple(found)


def merged(records: Iterable[RecordShape], without: Iterable[str] = ()) -> tuple[TableColumn, ...]:
    """The columns of rows that may be of several plain models: every field of any."""
    found: dict[str, TableColumn] = {}
    for record in records:
        for column in columns_of(record, without):
            found.setdefault(f"{column.head}.{column.role}", column)
    return tuple(found.values())


def _field(model: type[BaseModel], name: str, heads: Mapping[str, str]) -> list[TableColumn]:
    shape, word = fields(model)[name], field_word(model, name)
    if is_flat(shape):
        return [TableColumn(word, name, "field", shape, model)]
    part = shape.of if isinstance(shape, Several) and shape.or_one else shape
    if isinstance(part, RecordShape) and part.is_part:
        return [
            TableColumn(word, name, "kind", part, model),
            TableColumn(heads.get(name, f"{word}参数"), name, "parameters", part, model),
        ]
    if isinstance(part, RecordShape):
        return [TableColumn(word, name, "parameters", part, model)]
    return []


def main_field(shape: Shape, kind: str) -> str:
    """The field of a part, or of a plain record, that a text without a name means: the first that must be written."""
    model = shape.model(kind) if isinstance(shape, RecordShape) else None
    if model is None:
        return ""
    flat = [name for name, one in fields(model).items() if is_flat(one)]
    own = [name for name in flat if name not in _NAMING]
    must = [name for name in own if info(model, name).is_required()]
    return next(iter([*must, *own]), "")


def lists_in(record: RecordShape, which: str) -> dict[str, dict[str, RecordShape]]:
    """The lists of plain records in the kinds of a family, by kind and field.

    which: ``flat``, records whose fields are all flat (rungs, rows, entries, events); ``lines``, records that hold parts of
    their own (ways, parts of a line).
    """
    return {
        kind: {
            name: shape.of
            for name, shape in fields(model).items()
            if isinstance(shape, Several) and not shape.or_one and isinstance(shape.of, RecordShape)
            if not shape.of.is_part and _is_of(which, shape.of)
        }
        for kind, model in record.models.items()
    }


def _is_of(which: str, record: RecordShape) -> bool:
    shapes = [one for model in record.models.values() for one in fields(model).values()]
    if which == "flat":
        return all(map(is_flat, shapes))
    return any(isinstance(one, RecordShape) and family_of(one) == "rule" for one in shapes)
