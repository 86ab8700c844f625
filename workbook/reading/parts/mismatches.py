"""What a workbook says of itself in two ways: its scheme, its year."""

from __future__ import annotations

from scoring.scheme.scheme import Scheme
from workbook.reading.findings import Findings
from workbook.reading.labels import YEAR_LABEL
from workbook.reading.parts.declaration import Declaration


def warn_of_mismatches(findings: Findings, declaration: Declaration, scheme: Scheme, titled: int | None) -> None:
    """Warn where the scheme is another than the one it is read under, or the year another than the titles'."""
    if declaration.scheme_id is not None and declaration.scheme_id != scheme.id:
        findings.add(
            "W_SCHEME",
            f"工作簿是按方案 {declaration.scheme_id} 填的，现在按方案 {scheme.id} 读",
            "核对是否用对了方案；数据项相同的可以照用",
            declaration.scheme_place,
        )
    if declaration.year is not None and titled not in (None, declaration.year):
        findings.add(
            "W_YEAR",
            f"“{YEAR_LABEL}”写的是 {declaration.year}，各表标题写的是 {titled} 年度，按 {declaration.year} 年读了",
            "核对是不是拿别的年度的空表改的；年度写错的改正，数是别的年度的换成本年度的",
            declaration.year_place,
        )
