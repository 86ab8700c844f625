"""A resolved scheme as one canonical text: what its SHA-256 is taken of, and what it can be read back from.

The text stands by itself: no file of ``config/`` is needed, so that an old result can be recomputed when the
shipped scheme has moved on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from scoring.errors import SchemeError
from scoring.scheme.list_models import ListSpec
from scoring.scheme.models import ItemSpec, SchemeSpec
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme


def canonical_text(
    spec: SchemeSpec, items: Mapping[str, ItemSpec], region: Region | None, lists: Mapping[str, ListSpec]
) -> str:
    """The resolved scheme, its items, lists and region as JSON with sorted keys; where files stand does not count."""
    content = {
        "scheme": spec.model_dump(mode="json", exclude={"items", "lists"}),
        "items": [one.model_dump(mode="json") for one in items.values()],
        "region": None if region is None else region.model_dump(mode="json"),
        "lists": [one.model_dump(mode="json") for one in lists.values()],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def scheme_text(scheme: Scheme) -> str:
    """The canonical text of a scheme that was loaded; of an archived one the very text, whatever fields came since."""
    return scheme.text or canonical_text(scheme.spec, scheme.items, scheme.region, scheme.lists)


def scheme_from_text(text: str) -> Scheme:
    """The scheme of a canonical text; its ``sha256`` is that of the text. SchemeError if it cannot be read.

    Only the form is checked: the text was a checked scheme when it was written.
    """
    try:
        content = json.loads(text)
        spec = _model(SchemeSpec, content["scheme"])
        items = [_model(ItemSpec, one) for one in content["items"]]
        lists = [_model(ListSpec, one) for one in content["lists"]]
        region = None if content["region"] is None else _model(Region, content["region"])
    except (ValueError, KeyError, TypeError) as error:
        raise SchemeError(
            [f"存档的方案读不出来（{_first(error)}）：可能由更新版本的程序写出，请用那个版本打开"]
        ) from error
    return Scheme(
        spec, {one.id: one for one in items}, region, sha256(text), lists={one.id: one for one in lists}, text=text
    )


def _model(model: Any, data: Any) -> Any:
    return model.model_validate_json(json.dumps(data), strict=True)


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        one = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, one['loc']))}：{one['msg']}"
    return f"{type(error).__name__}：{error}"
