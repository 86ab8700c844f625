"""The schema is made from the models, and every shipped scheme passes it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from scoring.resources import config_dir
from scoring.scheme.json_schema import schema_text, scheme_schema
from scoring.scheme.reading import Reader

FILES = sorted((config_dir() / "schemes").glob("*/scheme.yaml"))


def test_the_shipped_file_is_the_models() -> None:
    assert (config_dir() / "scheme.schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_shipped_schemes_pass(path) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(json.dumps(Reader().read(path, path.name)))
    data.pop("items", None)
    if "extends" in data:
        data = {key: value for key, value in data.items() if key not in ("dimensions", "gates")}
    held_to_the_schema().validate(data)


@cache
def held_to_the_schema() -> Any:
    """The schema, itself held to what schemas are, once."""
    schema = scheme_schema()
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def test_a_misspelt_kind_is_refused() -> None:
    data = json.loads(json.dumps(Reader().read(FILES[0], "x")))
    data["dimensions"][0]["indicators"][0]["rule"] = {"kind": "lader"}
    with pytest.raises(jsonschema.ValidationError):
        held_to_the_schema().validate(data)
