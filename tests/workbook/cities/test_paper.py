"""The roll-up on paper: no type under 8 points, titles on every page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.libreoffice import SOFFICE, convert
from tests.support.type_sizes import LEAST, small
from tests.workbook.cities.conftest import Done

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")


@pytest.mark.slow
def test_every_page_is_legible_and_says_what_it_is(done: Done, tmp_path: Path) -> None:
    convert([done.output], tmp_path / "pdf", tmp_path / "profile", to="pdf")
    pdf = tmp_path / "pdf" / f"{done.output.stem}.pdf"
    assert not list(small(pdf, LEAST))
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")[:-1]
    titles = {"汇总": "各市考核汇总", "各县": "全部名次", "失分": "县均失分", "待定": "待定和暂定的县", "问题": "处理办法", "重新运行": "要重新运行的市", "运行": "总封印"}  # fmt: skip
    seen = set()
    for page in pages:
        foot = re.search(r"(\S+)\s+第\s*\d+\s*页，共\s*\d+\s*页", page)
        assert foot is not None
        assert titles[foot[1]] in page, foot[1]
        seen.add(foot[1])
    assert seen == set(titles)
