"""What a printed figure was computed with, for the audit trail."""

from __future__ import annotations

from workbook.functions.registry import function
from workbook.functions.schemes import SCHEME, chosen

_CATEGORY = "考核·留痕"


@function(_CATEGORY, "程序的版本", result="text", example=())
def version() -> str:
    """The program's version."""
    from scoring import __version__

    return f"kaohe {__version__}"


@function(
    _CATEGORY, "方案内容的 SHA-256：规则、数据项、县名有一处不同，它就不同",
    SCHEME, result="text", example=("yuncheng-14fyp",),
)  # fmt: skip
def scheme_hash(scheme: str) -> str:
    """The hash of a scheme's resolved content."""
    return chosen(scheme).sha256
