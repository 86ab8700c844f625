"""Whom a problem of a decision concerns: county, indicator or item, cell, and the number or day that is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from scoring.assessment import Adjustment
from scoring.problems import Problem, Source
from scoring.vintages import Vintage
from workbook.reading.merged import decided
from workbook.reading.parts.declaration import Declaration
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import Certificate, Role
from workbook.reading.tables.certificates import CertificateRow
from workbook.reading.tables.pending import PendingApproval

PAPER, DAY, LAST_YEARS, OUTSIDE = "测〔2026〕1号", "2026-03-01", "测〔2025〕1号", "2027-03-01"


def at(number: int, file: str = "决定/决定.xlsx") -> Source:
    return Source(file, "表", f"C{number}")


POINTS = Adjustment("甲县", "used", 1.5, "好", "长", at(4), "", PAPER, DAY)
REVISION = Vintage("甲县", "energy", 1.0, DAY, document=PAPER, source=at(4))
APPROVAL = PendingApproval("甲县", PAPER, DAY, "", at(4))


def book(file: str = "决定/决定.xlsx", role: Role = Role.DECISION) -> FileData:
    return FileData(file, "", Declaration(), (), role=role)


def told(problems: Iterable[Problem]) -> list[tuple[str, str, str, str, str, str, list[str]]]:
    return [
        (one.severity, one.code, one.county, one.item, one.source.cell, one.value, [place.cell for place in one.also])
        for one in problems
    ]


def points(*given: Adjustment) -> tuple[list[float], list[tuple[str, str, str, str, str, str, list[str]]]]:
    """Rows, one below the other from row 4."""
    part = book()
    part.adjustments = [replace(one, source=at(4 + number)) for number, one in enumerate(given)]
    kept, problems = decided.adjustments([part], 2025, "初评")
    return [one.points for one in kept], told(problems)


def test_points_of_one_row() -> None:
    wrong = ("甲县", "used", "C4", "1.5", [])
    assert points(POINTS) == ([1.5], [])
    assert points(replace(POINTS, document="")) == ([], [("error", "E_ADJUSTMENT", *wrong)])
    assert points(replace(POINTS, document="待补文")) == ([], [("warning", "W_DISPUTED", *wrong)])
    assert points(replace(POINTS, date=OUTSIDE)) == ([], [("error", "E_DECISION_DATE", *wrong)])
    old = ("warning", "W_DECISION_DATE", "甲县", "used", "C4", DAY, [])
    assert points(replace(POINTS, document=LAST_YEARS)) == ([1.5], [old])


def test_points_of_several_rows() -> None:
    """The problem stands at the last of them and names the others; 乙县's row is nobody's repetition."""
    again, other = replace(POINTS, reason="好的"), replace(POINTS, county="乙县")
    assert points(POINTS, POINTS, other) == (
        [1.5, 1.5],
        [("warning", "W_ADJUSTMENT", "甲县", "used", "C5", "1.5", ["C4"])],
    )
    assert points(POINTS, other, again, replace(POINTS, points=2.0)) == (
        [1.5], [("error", "E_ADJUSTMENT_TWICE", "甲县", "used", "C7", "2", ["C4", "C6"])],
    )  # fmt: skip
    apart = replace(again, document="测〔2026〕2号")
    assert points(POINTS, other, apart) == (
        [1.5] * 3,
        [("warning", "W_ADJUSTMENT", "甲县", "used", "C6", "1.5", ["C4"])],
    )
    assert points(POINTS, replace(POINTS, indicator="wasted")) == ([1.5, 1.5], [])


def test_the_same_points_in_two_files_count_once() -> None:
    first, second = book(), book("决定/二.xlsx")
    first.adjustments, second.adjustments = [POINTS], [replace(POINTS, source=at(9, "决定/二.xlsx"))]
    kept, (one,) = decided.adjustments([first, second], 2025, "初评")
    assert kept == [POINTS]
    assert (one.source.file, str(one.also[0])) == ("决定/二.xlsx", "决定/决定.xlsx：表!C4")
    assert "与 决定/决定.xlsx：表!C4 完全相同，只计一次" in one.message


@pytest.mark.parametrize(
    ("changed", "counts", "expected"),
    [
        ({}, True, []),
        ({"document": LAST_YEARS}, True, [("warning", "W_DECISION_DATE", DAY)]),
        ({"document": "测〔2023〕1号"}, False, [("error", "E_DECISION_DATE", DAY)]),
        ({"date": OUTSIDE}, False, [("error", "E_DECISION_DATE", OUTSIDE)]),
        ({"date": OUTSIDE, "document": "测〔2027〕1号", "late": "市长批准"}, True, []),
        ({"document": "电话"}, False, [("warning", "W_DISPUTED", "电话")]),
    ],
)
def test_revisions_approvals_and_certificates(
    changed: dict[str, str], counts: bool, expected: list[tuple[str, str, str]]
) -> None:
    """The same documents and days, of a figure (by county and item) and of a county (of no item); a figure whose correction has
    no document is disputed, at its place."""

    def of(item: str) -> list[tuple[str, str, str, str, str, str, list[str]]]:
        return [(severity, code, "甲县", item, "C4", value, []) for severity, code, value in expected]

    revision = replace(REVISION, **changed)  # type: ignore[arg-type]
    found, disputed, problems = decided.revisions([revision], 2025)
    assert (found, told(problems)) == ((revision,) if counts else (), of("energy"))
    assert disputed == ({("甲县", "energy"): "决定/决定.xlsx：表!C4"} if changed.get("document") == "电话" else {})
    part = book()
    part.pending = (replace(APPROVAL, **changed),)  # type: ignore[arg-type]
    approved, problems = decided.approvals([part], 2025)
    assert (approved, told(problems)) == (frozenset(["甲县"] if counts else []), of(""))
    if changed.get("document") != "电话":  # a certificate without a document is read as preliminary
        row = {"document": PAPER, "date": DAY} | {key: text for key, text in changed.items() if key != "late"}
        part = book("部门/局.xlsx", Role.BUREAU)
        part.certificates = {("甲县", "energy"): Certificate(**row)}  # type: ignore[arg-type]
        part.certificate_rows = {("甲县", "energy"): CertificateRow(at(4), changed.get("late", ""))}
        assert told(decided.without_late_certificates([part], 2025)) == of("energy")
        assert bool(part.certificates) == counts


def test_the_latest_day_of_the_figures() -> None:
    """One outside the calendar is as if not said."""
    parts = [replace(book(), data_date=day, data_date_place=at(2)) for day in (DAY, OUTSIDE, "2026-02-01")]
    day, problems = decided.data_date(parts, 2025)
    assert (day, told(problems)) == (DAY, [("error", "E_DECISION_DATE", "", "", "C2", OUTSIDE, [])])
