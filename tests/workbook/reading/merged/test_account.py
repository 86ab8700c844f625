"""What became of the filled cells: of each file, together, at the end of a check and in its JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring.scheme.scheme import Scheme
from tests.support.bureaus import bureau_books
from workbook.command.check_run import CheckOutputs, check_files
from workbook.reading import ahead
from workbook.reading.account import Account
from workbook.steps.run import RunOptions


def test_the_account_of_a_folder(
    city: Scheme, figures: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    real = ahead.read_part
    counted = iter(Account(100 * n, 60 * n, 30 * n, 9 * n, n) for n in range(1, 7))

    def read(*given: Any, **options: Any) -> Any:
        return replace(real(*given, **options), account=next(counted))

    monkeypatch.setattr(ahead, "read_part", read)
    home = bureau_books(tmp_path / "报送", city, figures)
    assert check_files([home], RunOptions(city.id, 2025), CheckOutputs(json=str(tmp_path / "问题.json"))) == 0
    assert capsys.readouterr().err.endswith("有内容的格 2100 个：数据 1260，表头 630，说明 189，没有用到 21\n")
    said = json.loads((tmp_path / "问题.json").read_text(encoding="ascii"))
    assert said["account"] == {"filled": 2100, "figures": 1260, "headings": 630, "remarks": 189, "unread": 21}
    assert len(said["accounts"]) == 6
    assert said["accounts"]["部门/市统计局.xlsx"]["filled"] in {100, 200, 300, 400, 500, 600}
