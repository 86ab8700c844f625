"""A JSON Schema of scheme files, made from the models, so that an editor completes and checks them."""

from __future__ import annotations

import json
from typing import Any

from scoring.rules.base import Part, kinds
from scoring.rules.conditions.base import Condition
from scoring.rules.points.base import Rule
from scoring.scheme.models import SchemeSpec

_INCLUDE = {"type": "object", "properties": {"include": {"type": "string"}}, "required": ["include"]}


def scheme_schema() -> dict[str, Any]:
    """The schema of a scheme file. Lists of named elements take includes as well; a variant may leave fields out."""
    schema = SchemeSpec.model_json_schema()
    definitions: dict[str, Any] = schema["$defs"]
    for name, family in (("Rule", Rule), ("Condition", Condition)):
        _spell_out(definitions, name, family)
    for definition in [schema, *definitions.values()]:
        for field in definition.get("properties", {}).values():
            if field.get("type") == "array" and {"$ref", "oneOf"} & set(field.get("items", {})):
                field["items"] = {"anyOf": [field["items"], _INCLUDE]}
    schema["properties"]["extends"] = {"type": "string", "description": "另一个方案的编号或路径，在它的基础上改写"}
    # With ``extends`` every field may come from the other scheme.
    schema["if"] = {"required": ["extends"]}
    schema["then"] = {"required": ["id"]}
    schema["else"] = {"required": schema.pop("required")}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "考核方案"
    return schema


def _spell_out(definitions: dict[str, Any], name: str, family: type[Part]) -> None:
    """A family that holds its own kind stands in the models as its base; here it is any of its kinds."""
    if name not in definitions:
        return
    members = []
    for kind in kinds(family).values():
        if kind.__name__ not in definitions:
            inner = kind.model_json_schema()
            definitions.update({key: value for key, value in inner.pop("$defs", {}).items() if key not in definitions})
            definitions[kind.__name__] = inner
        members.append({"$ref": f"#/$defs/{kind.__name__}"})
    definitions[name] = {"anyOf": members}


def schema_text() -> str:
    """The schema as the shipped file holds it."""
    return json.dumps(scheme_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
