"""The scheme and the year that a call means."""

from __future__ import annotations

from scoring.errors import SchemeError
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from workbook.functions.arguments import Argument, Kind
from workbook.functions.values import CellError, Refusal

DEFAULT = "yuncheng-14fyp"
SCHEME = Argument(
    "scheme", "方案", Kind.TEXT, f"方案编号或方案文件的路径，省略时 {DEFAULT}", optional=True, default=DEFAULT
)
YEAR = Argument("year", "年度", Kind.WHOLE, "考核年度，省略时取方案的最后一年", optional=True)
HEADERS = Argument("headers", "表头", Kind.FLAG, "结果带不带表头，省略时带", optional=True, default=True)


def chosen(scheme: str) -> Scheme:
    """The scheme of that id or path; #VALUE! with the loader's words."""
    try:
        return load_scheme(scheme)
    except SchemeError as error:
        raise Refusal(CellError.VALUE, str(error)) from error


def year_of(scheme: Scheme, year: int | None) -> int:
    """The year meant: the plan's last one where it is left out; #NUM! outside the plan."""
    if year is None:
        return scheme.spec.period.end
    if wrong := scheme.outside(year):
        raise Refusal(CellError.NUM, wrong)
    return year
