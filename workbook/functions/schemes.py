"""The scheme and the year that a call means."""

from __future__ import annotations

from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from workbook.functions.arguments import Argument, ArgumentKind
from workbook.functions.caching import Cache
from workbook.functions.values import CallRefusal, CellError
from workbook.reading.opening import open_book
from workbook.scheme_workbook.opening import is_book
from workbook.scheme_workbook.reading import read_scheme_book

DEFAULT = "yuncheng-14fyp"
SCHEME = Argument(
    "scheme",
    "方案",
    ArgumentKind.TEXT,
    f"方案编号，或方案文件、方案工作簿的路径，省略时 {DEFAULT}",
    optional=True,
    default=DEFAULT,
)
YEAR = Argument("year", "年度", ArgumentKind.WHOLE, "考核年度，省略时取方案的最后一年", optional=True)
HEADERS = Argument("headers", "表头", ArgumentKind.FLAG, "结果带不带表头，省略时带", optional=True, default=True)

_CACHE: Cache[Scheme] = Cache(8)


def chosen(scheme: str) -> Scheme:
    """The scheme of that id or path, of files or a workbook; #VALUE! with the words of whoever reads it."""
    path = Path(scheme)
    try:
        return _of_book(path) if is_book(path) else load_scheme(scheme)
    except KaoheError as error:
        raise CallRefusal(CellError.VALUE, str(error)) from error


def _of_book(path: Path) -> Scheme:
    """The scheme of a workbook, read again when the file holds something else: a sheet calls many functions."""
    return _CACHE.get((path.name, open_book(path).sha256), lambda: read_scheme_book(path))


def year_of(scheme: Scheme, year: int | None) -> int:
    """The year meant: the plan's last one where it is left out; #NUM! outside the plan."""
    if year is None:
        return scheme.spec.period.end
    if wrong := scheme.outside(year):
        raise CallRefusal(CellError.NUM, wrong)
    return year
