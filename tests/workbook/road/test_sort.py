"""kaohe sort: a flat folder of old becomes a set, by what the files hold; nothing is moved unasked or over another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.bureaus import BUREAU, COUNTY, DECISION
from tests.support.commands import DEMO, kaohe


@pytest.fixture
def flat(whole_set: Path, tmp_path: Path) -> Path:
    (tmp_path / "旧").mkdir()
    for path in whole_set.rglob("*.xlsx"):
        shutil.copy(path, tmp_path / "旧")
    (tmp_path / "旧" / "复查.yaml").write_text("year: 2025\nscheme: yuncheng-14fyp\nappeals: []\n", encoding="utf-8")
    return tmp_path / "旧"


def files(home: Path) -> list[str]:
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


def test_what_is_proposed_is_done_only_when_asked(flat: Path, whole_set: Path, tmp_path: Path) -> None:
    before = files(flat)
    said = kaohe(tmp_path, "sort", "旧")
    assert (said.returncode, files(flat)) == (0, before)
    assert "只是建议，没有移动" in said.stdout
    assert kaohe(tmp_path, "sort", "旧", "--yes").returncode == 0
    assert files(flat) == sorted([*files(whole_set), f"{DECISION}/复查.yaml"])
    assert kaohe(tmp_path, "check", "旧").returncode == 0


def test_a_name_that_is_taken_moves_nothing(flat: Path, tmp_path: Path) -> None:
    (flat / COUNTY).mkdir()
    (flat / COUNTY / "夏县.xlsx").write_bytes(b"x")
    before = files(flat)
    done = kaohe(tmp_path, "sort", "旧", "--yes")
    assert (done.returncode, files(flat)) == (2, before)
    assert "已经有同名的文件，一个也没有移动" in done.stderr


def test_what_is_the_offices_own_stays(flat: Path, tmp_path: Path) -> None:
    shutil.copy(DEMO, flat / "全市.xlsx")
    done = kaohe(tmp_path, "sort", "旧", "--yes")
    assert done.returncode == 1
    assert (flat / "全市.xlsx").exists()
    assert (flat / BUREAU / "市统计局.xlsx").exists()
