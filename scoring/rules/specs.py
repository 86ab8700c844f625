"""The pydantic types of the families that other parts are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import PlainValidator, SerializeAsAny, ValidationError

from scoring.rules.base import Part, kinds, union
from scoring.rules.completions.base import Completion
from scoring.rules.conditions.base import Condition
from scoring.rules.measures.base import Measure
from scoring.rules.points.base import Rule
from scoring.rules.targets.base import Target

if TYPE_CHECKING:
    MeasureSpec = Measure
    TargetSpec = Target
    CompletionSpec = Completion
    ConditionSpec = Condition
    InnerRule = Rule
else:
    MeasureSpec = union("scoring.rules.measures", Measure)
    TargetSpec = union("scoring.rules.targets", Target)
    CompletionSpec = union("scoring.rules.completions", Completion)

    def _one_of(family: type[Part]) -> Any:
        """A part of a family that may hold parts of the same family: told apart when it is read."""

        def parse(value: Any) -> Part:
            if isinstance(value, family):
                return value
            known = kinds(family)
            kind = value.get("kind") if isinstance(value, dict) else None
            if kind not in known:
                raise ValueError(f"没有 {kind} 这种 kind；可以写：{'、'.join(known)}")
            try:
                return known[kind].model_validate(dict(value))
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(str(step) for step in first["loc"])
                raise ValueError(f"{place}：{first['msg']}") from error

        return SerializeAsAny[Annotated[family, PlainValidator(parse)]]

    ConditionSpec = _one_of(Condition)
    InnerRule = _one_of(Rule)
