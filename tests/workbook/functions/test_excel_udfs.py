"""Functions as Excel calls them: through xlwings' own call_udf, with the raw values that COM carries."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.support.windows_xlwings import FakeRange, windows_xlwings
from workbook.functions.calls import call
from workbook.functions.demonstration import demonstration_table, example
from workbook.functions.registry import Function, functions

OMITTED = -2147352572
MODULE = "workbook.functions.excel_udfs"
ALL = list(functions().values())
NONE = ["无", "无", OMITTED, OMITTED, OMITTED]
"""No adjustments and no lists, said in so many words."""


def flat(answer: Any) -> Any:
    """What COM hands over for an answer: a row alone loses its outer list, blanks are empty texts."""
    if not isinstance(answer, list):
        return answer
    rows = [["" if cell is None else cell for cell in row] for row in answer]
    return rows[0] if len(rows) == 1 else rows


@pytest.mark.parametrize("function", ALL, ids=lambda one: one.id)
def test_every_function_answers_in_excel_as_in_the_engine(function: Function, excel: Callable[..., Any]) -> None:
    given = example(function)
    left_out = [OMITTED] * (len(function.arguments) - len(given))
    as_ranges = [FakeRange(one) if isinstance(one, tuple) else one for one in given]
    expected = flat(call(function.id, given))
    assert not str(expected).startswith("#")
    assert excel(function.excel_name, *given, *left_out) == expected
    assert excel(function.excel_name, *as_ranges, *left_out) == expected


@pytest.mark.parametrize("function", ALL, ids=lambda one: one.id)
def test_xlwings_writes_a_wrapper_for_every_function(function: Function, excel: Callable[..., Any]) -> None:
    """Its own VBA generator reads the same names, order and optionality from our functions."""
    import importlib
    import io

    written = io.StringIO()
    book = type("Book", (), {"Name": "kaohe.xlsm"})
    generator = windows_xlwings()
    generator.generate_vba_wrapper(MODULE, importlib.import_module(MODULE), written, book)
    shown = [f"Optional {one.name}" if one.optional else one.name for one in function.arguments]
    assert f"Function {function.excel_name}({', '.join(shown)})" in written.getvalue()
    assert f'"{function.excel_name}", Array({", ".join(one.name for one in function.arguments)})' in written.getvalue()


NUMBERS = [
    ("an Excel number", 15.5, 15.5),
    ("a whole number from VBA", 15, 15.0),
    ("a currency cell", Decimal("15.5"), 15.5),
    ("a text number", " 15.5 ", 15.5),
    ("full-width digits", "１５．５", 15.5),
    ("a percent in text, where the unit is percent", "15.5%", 15.5),
    ("numpy's float", np.float64(15.5), 15.5),
]
ERRORS = [
    ("a blank cell", None, "#N/A"),
    ("an empty text", "", "#N/A"),
    ("缺报", "缺报", "#N/A"),
    ("暂缺 with its reason", "暂缺（普查未完）", "#N/A"),
    ("words", "约15", "#VALUE!"),
    ("a dash", "—", "#VALUE!"),
    ("a date", datetime.datetime(2025, 12, 31), "#VALUE!"),
    ("TRUE", True, "#VALUE!"),
    ("#N/A in the cell", -2146826246, "#N/A"),
    ("#NUM! in the cell", -2146826252, "#NUM!"),
    ("#VALUE! in the cell", -2146826273, "#VALUE!"),
    ("#REF! in the cell", -2146826265, "#VALUE!"),
    ("#DIV/0! in the cell", -2146826281, "#VALUE!"),
    ("#NAME? in the cell", -2146826259, "#VALUE!"),
    ("#NULL! in the cell", -2146826288, "#VALUE!"),
    ("#SPILL! in the cell, an integer that xlwings lets through", -2146826243, "#VALUE!"),
    ("#CALC! in the cell, likewise", -2146826238, "#VALUE!"),
    ("#FIELD! in the cell, likewise", -2146826239, "#VALUE!"),
    ("not a number", math.nan, "#NUM!"),
    ("infinite", math.inf, "#NUM!"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "raw", "figure"), NUMBERS, ids=[one[0] for one in NUMBERS])
@pytest.mark.parametrize("wrap", [lambda raw: raw, FakeRange, lambda raw: ((raw,),)], ids=["value", "range", "array"])
def test_a_number_however_it_comes(
    said: str, raw: Any, figure: float, wrap: Callable[[Any], Any], excel: Callable[..., Any]
) -> None:
    assert excel("KH_OVERFULFILMENT", wrap(raw), 10.0) == pytest.approx((figure - 10) * 10)


@pytest.mark.parametrize(("said", "raw", "error"), ERRORS, ids=[one[0] for one in ERRORS])
@pytest.mark.parametrize("wrap", [lambda raw: raw, FakeRange, lambda raw: ((raw,),)], ids=["value", "range", "array"])
def test_what_is_no_number_becomes_an_error_and_never_a_figure(
    said: str, raw: Any, error: str, wrap: Callable[[Any], Any], excel: Callable[..., Any]
) -> None:
    assert excel("KH_OVERFULFILMENT", wrap(raw), 10.0) == error


@pytest.mark.parametrize(("said", "raw", "error"), ERRORS, ids=[one[0] for one in ERRORS])
def test_one_bad_cell_of_a_block_spoils_its_own_answer_only(
    said: str, raw: Any, error: str, excel: Callable[..., Any]
) -> None:
    block = ((20.0,), (raw,), (30.0,))
    assert excel("KH_OVERFULFILMENT", FakeRange(block), 10.0) == [[100.0], [error], [200.0]]


@pytest.mark.parametrize("raw", [one[1] for one in ERRORS if one[1] is not None and one[1] != ""], ids=repr)
def test_a_bad_cell_of_a_table_leaves_its_county_pending(raw: Any, excel: Callable[..., Any]) -> None:
    rows = [list(row) for row in demonstration_table()]
    column = rows[1].index("decline_actual")
    rows[2][column] = raw
    scored = excel("KH_SCORES", FakeRange(tuple(map(tuple, rows))), None, 2025.0, 0.0, OMITTED, OMITTED, OMITTED, *NONE)
    assert scored[1] == ["盐湖区", "#N/A", "待定", "#N/A"]
    assert [row[3] for row in scored[2:]].count("#N/A") == 1  # 芮城县, as before


NOT_TABLES = [
    None, "", 3.5, "盐湖区", True, -2146826246, datetime.datetime(2025, 1, 1), ((1.0, 2.0), (3.0, 4.0)),
    (("县", "x"), ("y", 1.0)),
]  # fmt: skip


@pytest.mark.parametrize("raw", NOT_TABLES, ids=repr)
@pytest.mark.parametrize("function", [one for one in ALL if one.arguments[:1] and one.arguments[0].name == "table"],
                         ids=lambda one: one.id)  # fmt: skip
def test_a_table_that_is_none_is_an_error_or_a_sentence(
    raw: Any, function: Function, excel: Callable[..., Any]
) -> None:
    given = [FakeRange(raw), *example(function)[1:]]
    answer = excel(function.excel_name, *given, *[OMITTED] * (len(function.arguments) - len(given)))
    if function.id == "explain":
        assert isinstance(answer, str)
        assert answer.startswith(("这不是一张数据表", "“数据区域”"))
    elif function.id == "check":
        assert "不是一张数据表" in str(answer)
    else:
        assert answer == "#VALUE!"


JUNK = [None, "", "x", True, -2146826243, Decimal("1.1"), datetime.datetime(2025, 1, 1), 1e308, -1.0, ((None, "a"), (1.0, -2146826246))]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=repr)
@pytest.mark.parametrize("function", ALL, ids=lambda one: one.id)
def test_no_junk_in_any_place_raises_or_gives_what_a_cell_cannot_hold(
    function: Function, junk: Any, excel: Callable[..., Any]
) -> None:
    for place in range(len(function.arguments)):
        given: list[Any] = [*example(function), *[OMITTED] * (len(function.arguments) - len(function.example))]
        given[place] = FakeRange(junk)
        answer = excel(function.excel_name, *given)
        cells = [answer] if not isinstance(answer, list) else answer
        if isinstance(cells[0], list):
            cells = [cell for row in cells for cell in row]
        for cell in cells:
            assert isinstance(cell, (float, str))
            assert not isinstance(cell, float) or math.isfinite(cell)
            assert "Traceback" not in str(cell)
