"""What of a folder is a city, and what is refused or passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import KaoheError
from tests.support.provinces import province
from workbook.cities.finding import find_cities


def test_sub_folders_and_workbooks_are_cities(tmp_path: Path) -> None:
    folder = province(tmp_path / "省")
    (folder / "说明.txt").write_text("x")
    (folder / "~$乙市.xlsx").write_bytes(b"")
    (folder / ".DS_Store").write_bytes(b"")
    found = find_cities(folder)
    assert [one.name for one in found.cities] == ["丁市", "丙市", "乙市", "戊市", "甲市"]
    assert found.refused == ()
    assert found.passed == (("说明.txt", "不是数据文件"),)


@pytest.mark.parametrize("name", ["核定调整.xlsx", "数据修订.xlsx", "复查.yaml", "运城市.zip", "运城市.et"])
def test_what_may_hold_a_city_or_a_decision_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (tmp_path / "甲市").mkdir()
    assert [one for one, _ in find_cities(tmp_path).refused] == [name]


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "甲市").mkdir()
    (tmp_path / "乙市").symlink_to(tmp_path / "甲市")
    found = find_cities(tmp_path)
    assert [one.name for one in found.cities] == ["甲市"]
    assert found.refused[0][0] == "乙市"
    assert "链接" in found.refused[0][1]


def test_results_and_schemes_are_no_cities(tmp_path: Path) -> None:
    for name in ("甲市", "结果/.kaohe-cities", "方案"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "方案" / "scheme.yaml").write_text("id: x")
    (tmp_path / "全省.xlsx").write_bytes(b"x")
    found = find_cities(tmp_path, [tmp_path / "全省.xlsx"])
    assert [one.name for one in found.cities] == ["甲市"]
    assert [name for name, _ in found.passed] == ["全省.xlsx", "方案", "结果"]


@pytest.mark.parametrize("names", [("甲市/", "甲市.xlsx"), ("甲市.xlsx", "甲市.csv"), ("A.xlsx", "a/")])
def test_two_cities_of_one_name_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        (tmp_path / name).mkdir() if name.endswith("/") else (tmp_path / name).write_bytes(b"x")
    with pytest.raises(KaoheError, match="同一个市名"):
        find_cities(tmp_path)


def test_the_set_of_one_city_is_no_province(tmp_path: Path) -> None:
    for name in ("县（市、区）", "部门", "决定"):
        (tmp_path / name).mkdir()
    with pytest.raises(KaoheError, match="kaohe score"):
        find_cities(tmp_path)


def test_a_folder_without_a_city_and_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="没有一个市"):
        find_cities(tmp_path)
    (tmp_path / "x").write_text("")
    with pytest.raises(KaoheError, match="不是文件夹"):
        find_cities(tmp_path / "x")
