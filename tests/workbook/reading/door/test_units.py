"""A unit that is written anywhere beside a figure is compared with the item's own; a multiple of it is converted, not cut off.

The issue on the door: 万, 亿, 千, ‰, kg for 吨 are an error whose remedy says 换算, with the figure it would become.
Each book is wrong in many places at once: every one must be told, with its own cell.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.workbook.reading.door.trying import (
    all_told,
    cell,
    city,
    county,
    decided,
    figure,
    heading,
    list_cell,
    no_errors,
    place,
    read,
    told,
    unread,
)

# item, unit as written, unit as it should be
MULTIPLES = [
    ("energy_use", "万吨标准煤", "吨标准煤"),
    ("energy_total_target", "亿吨标准煤", "吨标准煤"),
    ("renewable_power", "千吨标准煤", "吨标准煤"),
    ("feedstock_energy", "公斤标准煤", "吨标准煤"),
    ("cod_recognised", "万吨", "吨"),
    ("nox_assigned", "千克", "吨"),
    ("voc_recognised", "kg", "吨"),
    ("nh3n_recognised", "公斤", "吨"),
    ("decline_target", "‰", "%"),
]
OTHERS = [
    ("listed_apart_energy", "万千瓦时", "吨标准煤"),
    ("cod_assigned", "立方米", "吨"),
    ("decline_actual", "元", "%"),
]
OWN = [
    ("energy_use", "吨标准煤"),
    ("cod_recognised", "吨"),
    ("decline_target", "%"),
    ("agencies_met", "家"),
    ("replacement_nox", "倍"),
]


@pytest.mark.parametrize(
    "form", ["{name}（{unit}）", "{name}({unit})", "{name}（单位：{unit}）", "{name}【{unit}】", "{name}/{unit}"]
)
@pytest.mark.parametrize("row", ["kept", "blank"])
def test_in_a_heading(form: str, row: str, tmp_path: Path) -> None:
    """The unit row says the right unit, or nothing; the name says another. E_UNIT at the heading, both units, no figure."""
    where = []

    def edit(book: Any) -> None:
        for item, said, own in (*MULTIPLES, *OTHERS):
            name, unit, _ = heading(book, item)
            name.value = form.format(name=name.value, unit=said)
            unit.value = unit.value if row == "kept" else None
            where.append((place(name), said, own))

    submission, problems = read(city(), edit, tmp_path)
    all_told(problems, where, code="E_UNIT")
    assert [item for item, _, _ in (*MULTIPLES, *OTHERS) if not unread(figure(submission, item))] == []


@pytest.mark.parametrize("form", ["（{unit}）", "(单位：{unit})", "【{unit}】"])
def test_the_own_unit_in_a_heading_is_no_fault(form: str, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        for item, own in OWN:
            name = heading(book, item)[0]
            name.value += form.format(unit=own)

    submission, problems = read(city(), edit, tmp_path)
    no_errors(problems)
    assert [item for item, _ in OWN if unread(figure(submission, item))] == []


def test_in_a_county_book_beside_the_name(tmp_path: Path) -> None:
    where = []

    def edit(book: Any) -> None:
        for item, said, own in (*MULTIPLES, *OTHERS):
            target = cell(book, item)
            name = target.parent.cell(target.row, 2)
            name.value = f"{name.value}（{said}）"
            where.append((place(name), said, own))

    submission, problems = read(county(), edit, tmp_path)
    all_told(problems, where, code="E_UNIT")
    assert [item for item, _, _ in MULTIPLES if not unread(figure(submission, item))] == []


@pytest.mark.parametrize("reason", ["单位：{unit}", "按{unit}填报", "（{unit}）", "{unit}"])
def test_in_a_county_book_as_the_reason(reason: str, tmp_path: Path) -> None:
    where = []

    def edit(book: Any) -> None:
        for item, said, own in MULTIPLES:
            target = cell(book, item)
            beside = target.parent.cell(target.row, 9)
            beside.value = reason.format(unit=said)
            where.append((place(beside), said, own))

    _, problems = read(county(), edit, tmp_path)
    all_told(problems, where)


@pytest.mark.parametrize("label", [None, "计量", "计量单位", "单 位"])
def test_in_a_column_of_units_whose_label_is_changed(label: str | None, tmp_path: Path) -> None:
    """County book: the cell 单位 above the units is gone or worded otherwise; the unit of the row still counts."""
    where = []

    def edit(book: Any) -> None:
        for item, said, _ in MULTIPLES:
            target = cell(book, item)
            target.parent["D3"].value = label
            target.parent.cell(target.row, 4).value = said
            where.append((f"{target.parent.title}!D{target.row}", said))

    _, problems = read(county(), edit, tmp_path)
    all_told(problems, where)


@pytest.mark.parametrize("label", [None, "计量单位", "单  位"])
def test_in_a_unit_row_whose_label_is_changed(label: str | None, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["污染减排"]["B4"].value = label
        heading(book, "nox_recognised")[1].value = "千克"

    _, problems = read(city(), edit, tmp_path)
    told(problems, "污染减排!G4", "千克", "吨")


# item, text in the cell, the figure in the item's own unit (by arithmetic)
TEXTS = [
    ("energy_use", "70.29万吨", "702900"),
    ("energy_total_target", "395,000,000公斤", "395000"),
    ("renewable_power", "0.0125亿吨", "1250000"),
    ("renewable_power_2020", "640.2千吨", "640200"),
    ("feedstock_energy", "３８.８万吨", "388000"),
    ("listed_apart_energy", "38.8万", "388000"),
    ("energy_total_target_agreed", "70.29 万吨标准煤", "702900"),
    ("cod_recognised", "120000kg", "120"),
    ("cod_assigned", "125,000千克", "125"),
    ("nox_recognised", "0.0096万吨", "96"),
    ("nh3n_recognised", "17100 公斤", "17.1"),
    ("decline_target", "33.2‰", "3.32"),
    ("agencies_met", "0.68百家", "68"),
]


@pytest.mark.parametrize("book", ["city", "county"])
def test_in_the_cell(book: str, tmp_path: Path) -> None:
    """The remedy says 换算 and the figure that it becomes; it never says to take the unit away."""
    where = []

    def edit(made: Any) -> None:
        for item, text, converted in TEXTS:
            target = cell(made, item)
            target.value = text
            where.append((place(target), "换算", converted))

    submission, problems = read(city() if book == "city" else county(), edit, tmp_path)
    assert [item for item, _, _ in TEXTS if not unread(figure(submission, item))] == []
    assert [one.remedy for one in problems if "去掉" in one.remedy] == []
    all_told(problems, where)


def test_in_a_list(tmp_path: Path) -> None:
    """Cells of amounts with a unit of their own."""
    sheet = "重点减排工程清单"
    where = []

    def edit(book: Any) -> None:
        for row, (name, text) in enumerate(
            [
                ("claimed", "86500千克"),
                ("claimed", "0.00865万吨"),
                ("recognised", "86500kg"),
                ("recognised", "86500公斤"),
            ],
            8,
        ):
            target = list_cell(book, sheet, name, row)
            target.value = text
            where.append((place(target), "换算", "86.5"))
        target = list_cell(book, "两高项目清单", "energy", 9)
        target.value = "5.2万吨标准煤"
        where.append((place(target), "换算", "52000"))

    _, problems = read(city(lists=True), edit, tmp_path)
    all_told(problems, where)


@pytest.mark.parametrize("row", [3, 4])
def test_in_the_heading_of_a_list(row: int, tmp_path: Path) -> None:
    """In the row of units, or behind the name."""
    where = []

    def edit(book: Any) -> None:
        for sheet, name, unit, own in (
            ("重点减排工程清单", "recognised", "千克", "吨"), ("重点减排工程清单", "claimed", "万吨", "吨"),
            ("两高项目清单", "energy", "万吨标准煤", "吨标准煤"),
        ):  # fmt: skip
            target = book[sheet].cell(row, list_cell(book, sheet, name).column)
            target.value = unit if row == 4 else f"{target.value}（{unit}）"
            where.append((place(target), unit, own))

    _, problems = read(city(lists=True), edit, tmp_path)
    all_told(problems, where)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [("2.5千吨", "", ("换算", "2500")), ("38.8万吨", "", ("换算", "388000")), (38.8, '0.0"万吨"', ("万吨",))],
)
def test_in_a_revision(text: str | float, code: str, words: tuple[str, ...], tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        decided(book, value=text)
        if code:
            book["数据修订"]["C5"].look(code)

    submission, problems = read(city(), edit, tmp_path)
    told(problems, "数据修订!C5", *words)
    assert not submission.vintages
