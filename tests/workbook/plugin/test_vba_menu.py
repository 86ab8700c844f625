"""The menu's VBA in pyOpenVBA's interpreter, before a made-up Excel: what it says, asks and leaves alone."""

from __future__ import annotations

import pytest
from pyopenvba.interpreter import NOTHING

from tests.support.fake_excel import FakeExcel, Thing
from workbook.plugin.guide import MESSAGES

URL = "https://example.sharepoint.com/sites/kaohe/数据.xlsx"


def book(name: str = "C:\\数据.xlsx", saved: bool = True) -> Thing:
    return Thing("Workbook", FullName=name, Path=name.rpartition("\\")[0] or name, Saved=saved)


def test_the_workbook_in_front_is_asked_about_by_its_full_name() -> None:
    excel = FakeExcel(active=book())
    machine = excel.open_file("kaohe.xlam")
    machine.run("KaoheCheck", [])
    machine.run("KaoheScore", [])
    assert excel.asked == [("kaohe_batch", ["check", "C:\\数据.xlsx"]), ("kaohe_batch", ["score", "C:\\数据.xlsx"])]
    assert [one[1] for one in machine.dialogs] == ["said", "said"]


def test_an_address_keeps_its_slashes() -> None:
    excel = FakeExcel(active=book(URL))
    excel.open_file("kaohe.xlam").run("KaoheCheck", [])
    assert excel.asked == [("kaohe_batch", ["check", URL])]


@pytest.mark.parametrize(
    ("active", "protected", "key"),
    [
        (NOTHING, Thing("ProtectedViewWindow"), "protected_view"),
        (book(), Thing("ProtectedViewWindow"), "protected_view"),
        (NOTHING, NOTHING, "no_book"),
        (book(saved=False), NOTHING, "save_first"),
    ],
)
def test_where_nothing_can_be_read_a_sentence_says_what_to_do(active: object, protected: object, key: str) -> None:
    excel = FakeExcel(active=active, protected=protected)
    machine = excel.open_file("kaohe.xlam")
    machine.run("KaoheScore", [])
    assert [one[1] for one in machine.dialogs] == [MESSAGES[key]]
    assert excel.asked == []


@pytest.mark.parametrize("name", ["KaoheCheck", "KaoheScore", "KaoheLastFault", "Auto_Open", "Auto_Close"])
def test_a_cell_that_calls_a_macro_moves_nothing(name: str) -> None:
    excel = FakeExcel(active=book())
    machine = excel.open_file("kaohe.xlam")
    machine.run("KaoheMenu", [])
    menus = list(excel.menus)
    excel.caller = Thing("Range")
    machine.run(name, [])
    assert (excel.asked, machine.dialogs, excel.menus) == ([], [], menus)


def captions(excel: FakeExcel) -> list[str]:
    return [one.members["tag"] for one in excel.menus]


def test_closing_the_workbook_leaves_the_add_ins_menu() -> None:
    """And the workbook makes none beside it; alone it makes its own and takes it along."""
    excel = FakeExcel()
    addin = excel.open_file("kaohe.xlam")
    addin.run("KaoheMenu", [])
    addin.run("KaoheMenu", [])
    assert captions(excel) == ["kaohe:kaohe.xlam"]
    assert excel.menus[0].members["items"][0].members["onaction"] == "'kaohe.xlam'!KaoheCheck"
    workbook = excel.open_file("kaohe.xlsm")
    workbook.run("KaoheMenu", [])
    workbook.run("Auto_Close", [])
    assert captions(excel) == ["kaohe:kaohe.xlam"]
    alone = FakeExcel()
    workbook = alone.open_file("kaohe.xlsm")
    workbook.run("KaoheMenu", [])
    assert captions(alone) == ["kaohe:kaohe.xlsm"]
    workbook.run("Auto_Close", [])
    assert captions(alone) == []
