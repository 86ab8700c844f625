"""The VBA of the plug-in: what it says, and, as far as an interpreter of VBA outside Excel goes, what it does."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from oletools.olevba import VBA_Scanner
from pyopenvba.interpreter import MISSING, Interpreter, VBAArray, VBAErrorValue

from workbook.functions.arguments import Argument, ArgumentKind
from workbook.functions.registry import Function, functions
from workbook.plugin.pinned import pinned
from workbook.plugin.vba import module, wrappers
from workbook.plugin.vba_text import lines

ALL = list(functions().values())
SERVED = "KaoheServer.CallUDF(SERVED, called, given, ThisWorkbook, Application.Caller)"
STUB = """
Public Function Answered(ByVal called As String, ByVal given As Variant) As Variant
    Dim i As Long
    Dim said As String
    If called = "KH_VERSION" Then Err.Raise 1000, Description:="Traceback (most recent call last): ..."
    said = called
    For i = LBound(given) To UBound(given)
        said = said & "|" & TypeName(given(i))
    Next i
    Answered = said
End Function
Public Function Scalar(ByVal text As String) As Variant
    Scalar = KaoheErrors(text)
End Function
Public Function RowOfAnswers() As Variant
    RowOfAnswers = KaoheErrors(Array(1.5, "#N/A", "text"))
End Function
Public Function TableOfAnswers() As Variant
    Dim cells(1 To 2, 1 To 2) As Variant
    cells(1, 1) = "#VALUE!"
    cells(1, 2) = 2.5
    cells(2, 1) = "#NUM!"
    cells(2, 2) = ""
    TableOfAnswers = KaoheErrors(cells)
End Function
"""


@pytest.fixture(scope="module")
def vba() -> Interpreter:
    """Our module with the question to the function server replaced by a stub."""
    source = module()
    assert source.count(SERVED) == 1
    machine = Interpreter()
    machine.add_module("Public Application As Object\n", name="Stub")
    machine.add_module(source.replace(SERVED, "Answered(called, given)") + STUB, name="Kaohe")
    return machine


@pytest.mark.parametrize("function", ALL, ids=lambda one: one.id)
def test_each_wrapper_runs_and_passes_its_arguments_in_order(function: Function, vba: Interpreter) -> None:
    if function.id == "version":
        return
    required = [one for one in function.arguments if not one.optional]
    given = [float(place) if place % 2 else f"{place}" for place in range(len(required))]
    kinds = ["Double" if place % 2 else "String" for place in range(len(required))]
    left_out = ["Error"] * (len(function.arguments) - len(required))
    order = {one.name: kind for one, kind in zip(required, kinds, strict=True)}
    optional = iter(left_out)
    expected = [order.get(one.name) or next(optional) for one in function.arguments]
    if [one for one in function.arguments if not one.optional] != list(function.arguments[: len(required)]):
        pytest.fail(f"{function.id}: an optional argument stands before a required one")
    assert vba.run(function.excel_name, given) == "|".join([function.excel_name, *expected])


def test_a_fault_of_the_server_is_an_error_and_its_traceback_stays_out_of_the_cell(vba: Interpreter) -> None:
    answer = vba.run("KH_VERSION", [])
    assert isinstance(answer, VBAErrorValue)
    assert answer.number == 2015


@pytest.mark.parametrize(("text", "number"), [("#N/A", 2042), ("#VALUE!", 2015), ("#NUM!", 2036)])
def test_error_texts_become_true_errors(text: str, number: int, vba: Interpreter) -> None:
    answer: Any = vba.run("Scalar", [text])
    assert isinstance(answer, VBAErrorValue)
    assert answer.number == number


def test_other_texts_stay(vba: Interpreter) -> None:
    assert vba.run("Scalar", ["#REF! is a text"]) == "#REF! is a text"


def test_errors_within_rows_and_tables(vba: Interpreter) -> None:
    row: Any = vba.run("RowOfAnswers", [])
    table: Any = vba.run("TableOfAnswers", [])
    assert isinstance(row, VBAArray)
    assert isinstance(table, VBAArray)
    assert "2042" in str([getattr(one, "number", one) for one in row.items])
    assert [getattr(one, "number", one) for one in table.items].count(2015) == 1


def test_the_wrappers_are_the_registry_and_nothing_else() -> None:
    written = re.findall(r"Public Function (\w+)\((.*)\) As Variant", module())
    shown = [
        (one.excel_name, ", ".join(f"Optional {arg.name}" if arg.optional else arg.name for arg in one.arguments))
        for one in ALL
    ]
    assert written == shown


def test_optional_ranges_are_cut_and_passed_left_out_or_not(vba: Interpreter) -> None:
    """A made-up function with two optional ranges: left out they stay so, and their places are kept."""
    made = replace(
        functions()["scores"], id="made",
        arguments=(Argument("a", "甲", ArgumentKind.TABLE, ""), Argument("b", "乙", ArgumentKind.TEXT, "", optional=True), *(
            Argument(name, name, ArgumentKind.TABLE, "", optional=True) for name in ("c", "d")
        )),
    )  # fmt: skip
    source = "\n".join(wrappers([made]))
    assert "Public Function KH_MADE(a, Optional b, Optional c, Optional d) As Variant" in source
    assert 'KaoheCall("KH_MADE", Array(KaoheClip(a), b, KaoheClip(c), KaoheClip(d)))' in source
    machine = Interpreter()
    machine.add_module("Public Application As Object\n", name="Stub")
    machine.add_module(module().replace(SERVED, "Answered(called, given)") + STUB + source, name="Kaohe")
    assert machine.run("KH_MADE", [1.0]) == "KH_MADE|Double|Error|Error|Error"
    assert machine.run("KH_MADE", [1.0, MISSING, MISSING, "x"]) == "KH_MADE|Double|Error|Error|String"


def test_argument_names_are_no_words_of_vba() -> None:
    words = set("as byref byval call case const date dim do each else end exit for function get if in is let like loop "
                "me mod new next not nothing on option or private public resume select set stop string sub then to type "
                "until while with xor line open print seek write input lock name width scale circle".split())  # fmt: skip
    assert not [arg.name for one in ALL for arg in one.arguments if arg.name.lower() in words]


def test_the_source_is_ascii_keeps_the_licence_and_names_the_pinned_dll() -> None:
    source = module()
    assert source.isascii()
    assert "xlwings is distributed under a BSD 3-clause license" in source
    assert "PolyForm" not in source
    wanted = {f"xlwings{bits}-{pinned()['xlwings']}.dll" for bits in (32, 64)}
    assert set(re.findall(r"xlwings\d\d-[\w.]+?\.dll", source)) == wanted


def test_what_olevba_finds_is_what_the_documents_say() -> None:
    """Its words and ours: the loader needs the first two and the last, the rest stands in the licence and in a menu entry."""
    found = {(kind, word) for kind, word, _ in VBA_Scanner(module()).scan()}
    assert {word for kind, word in found if kind == "AutoExec"} == {"Auto_Open", "Auto_Close"}
    suspicious = {word for kind, word in found if kind == "Suspicious"}
    assert suspicious == {"Environ", "Lib", "open", "output", "binary", "Base64 Strings"}
    text = (Path(__file__).parents[3] / "docs" / "zh" / "安装包里有什么.md").read_text(encoding="utf-8")
    assert [word for word in (*suspicious, "Auto_Open", "Auto_Close") if f"`{word}`" not in text] == []


def test_what_a_vba_module_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="第 2 行有非 ASCII 字符"):
        lines(["x = 1", 'x = "县"'])
    with pytest.raises(ValueError, match="超过 1000"):
        lines(["'" + "x" * 1000])
