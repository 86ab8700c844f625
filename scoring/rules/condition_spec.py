"""The pydantic type of a condition where none holds another of its own family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.rules.base import union
from scoring.rules.conditions.base import Condition

if TYPE_CHECKING:
    WhenSpec = Condition
else:
    WhenSpec = union("scoring.rules.conditions", Condition)
