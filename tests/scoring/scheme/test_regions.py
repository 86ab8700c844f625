"""Regions: found by id, and refused with every fault."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scoring import SchemeError, assess, load_scheme, resources
from scoring.scheme.describe import standard
from scoring.scheme.loader import load_region
from tests.support.small_scheme import SMALL, write_scheme

REGION = """\
id: small
name: 小市
code: "140800"
source: {title: 测试}
groups:
  - {id: urban, name: 城区}
  - {id: rural, name: 乡村}
counties:
  - {code: "140802", name: 甲区, group: urban}
  - {code: "140821", name: 乙县, group: rural}
"""


def faults(folder: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> list[str]:
    monkeypatch.setattr(resources, "_find", lambda name: folder / name)
    path = folder / "config" / "regions" / "small.yaml"
    path.parent.mkdir(parents=True)
    assert old in REGION
    path.write_text(REGION.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SchemeError) as caught:
        load_region("small")
    return caught.value.messages


def test_the_shipped_region() -> None:
    """GB/T 2260: 13 counties of 运城市, 140802 盐湖区 to 140882 河津市."""
    region = load_region("yuncheng")
    assert [(one.code, one.name) for one in region.counties][::12] == [("140802", "盐湖区"), ("140882", "河津市")]
    assert len(region.by_name) == 13


def test_an_unknown_region_lists_the_regions() -> None:
    with pytest.raises(SchemeError, match=r"没有地区 yunchen；是不是 yuncheng？（现有地区：yuncheng）"):
        load_region("yunchen")


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ('"140821", name: 乙县', '"140802", name: 乙县', ["10 counties.乙县.code：代码 140802 与第 1 个的相同；改正其中一个"]),
        ("name: 乙县", "name: 甲区", ["10 counties.甲区.name：名称 甲区 与第 1 个的相同；改正其中一个"]),
        ("group: rural", "group: rurl", ["10 counties.乙县.group：没有分组 rurl；是不是 rural？"]),
        ("id: rural", "id: urban", [
            "7 groups.urban.id：分组编号 urban 与第 1 个的相同；改正其中一个",
            "10 counties.乙县.group：没有分组 rural；是不是 urban？",
        ]),
        ("id: small", "id: smal", ["1 id：编号 smal 与文件名 small 不同；改成一样的"]),
        ('code: "140821"', "code: 140821", ["10 counties.乙县.code：应当是文字，现在是 140821；加引号"]),
        ('code: "140821"', 'code: "14082"', ["10 counties.乙县.code：14082 不合写法；写六位数字，加引号"]),
        ("groups:\n", "group:\n", ["5 group：没有 group 这个字段；是不是 groups？"]),
        (
            ", group: rural", "", ["10 counties.乙县：没有写分组；写上 groups 里的一个：urban、rural"],
        ),
        (
            "groups:\n  - {id: urban, name: 城区}\n  - {id: rural, name: 乡村}\n", "",
            [
                "6 counties.甲区.group：没有分组 urban；先在 groups 里写上这个分组",
                "7 counties.乙县.group：没有分组 rural；先在 groups 里写上这个分组",
            ],
        ),
    ],
    ids=range(10),
)  # fmt: skip
def test_a_broken_region(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, messages: list[str]
) -> None:
    assert faults(tmp_path, monkeypatch, old, new) == [f"regions/small.yaml:{text}" for text in messages]


def test_a_region_beside_a_scheme(tmp_path: Path) -> None:
    """Another city's counties are a file of the user's own; it comes before a shipped region of the same id."""
    (tmp_path / "region-small.yaml").write_text(REGION, encoding="utf-8")
    path = write_scheme(tmp_path, "id: small\n", "id: small\nregion: small\n")
    region = load_scheme(path).region
    assert region is not None
    assert list(region.by_name) == ["甲区", "乙县"]
    (tmp_path / "region-small.yaml").write_text(REGION.replace("group: rural", "group: rurl"), encoding="utf-8")
    with pytest.raises(SchemeError) as caught:
        load_scheme(path)
    assert caught.value.messages == [
        "small.yaml:2 region：region-small.yaml:10 counties.乙县.group：没有分组 rurl；是不是 rural？"
    ]


def test_a_region_without_groups(tmp_path: Path) -> None:
    """Its counties name none: they are ranked over all, and no column of ranks within a group is there."""
    bare = REGION.replace(", group: urban", "").replace(", group: rural", "")
    groups = "groups:\n  - {id: urban, name: 城区}\n  - {id: rural, name: 乡村}\n"
    assert groups in bare
    (tmp_path / "region-small.yaml").write_text(bare.replace(groups, ""), encoding="utf-8")
    scheme = load_scheme(write_scheme(tmp_path, "id: small\n", "id: small\nregion: small\n"))
    table = pd.DataFrame({"fall": [9.0, 8.0], "goal": [10.0, 10.0], "events": [0, 0]}, index=["甲区", "乙县"])
    scores = assess(scheme, table, 2022).scores
    assert scores["rank"].tolist() == [1, 2]
    assert "group_rank" not in scores.columns


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "        points: 15\n",
            "        points: 15\n        points_by_group: {industral: 10}\n",
            "small.yaml:25 points_by_group：地区里没有分组 industral；是不是 industrial？（现有分组：industrial、urban、agricultural）",
        ),
        (
            "        target: {kind: own, item: goal}\n",
            "        target: {kind: by_group, figures: {urben: 8}, otherwise: 10}\n",
            "small.yaml:30 figures：地区里没有分组 urben；是不是 urban？（现有分组：industrial、urban、agricultural）",
        ),
        (
            "ranking: {",
            "total: {dimensions: [energy, energy], groups: [rural], otherwise: energy}\nranking: {",
            "small.yaml:57 total.groups：地区里没有分组 rural；是不是 urban？（现有分组：industrial、urban、agricultural）",
        ),
    ],
)
def test_a_group_that_the_region_lacks(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = SMALL.replace("id: small\n", "id: small\nregion: yuncheng\n")
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, old, new, text))
    assert caught.value.messages == [message]


GROUPED = SMALL.replace("id: small\n", "id: small\nregion: small\n").replace(
    "target: {kind: own, item: goal}", "target: {kind: by_group, figures: {urban: 80, rural: 60}}"
)


def test_where_the_region_cannot_be_read_only_that_is_told(tmp_path: Path) -> None:
    """Groups written by their ids are no wrong numbers: the region's own fault is the only one."""
    (tmp_path / "region-small.yaml").write_text(REGION.replace('"140821"', "140821"), encoding="utf-8")
    with pytest.raises(SchemeError) as caught:
        load_scheme(write_scheme(tmp_path, text=GROUPED))
    assert [one.split("：")[0] for one in caught.value.messages] == ["small.yaml:2 region"]


def test_every_group_named_needs_no_otherwise(tmp_path: Path) -> None:
    """And nothing is said of others that are not there; a group without a figure is told."""
    (tmp_path / "region-small.yaml").write_text(REGION, encoding="utf-8")
    scheme = load_scheme(write_scheme(tmp_path, text=GROUPED))
    assert "目标按分组：城区80%，乡村60%。" in standard(scheme, scheme.indicators[0])
    with pytest.raises(
        SchemeError, match="30 otherwise：没有规定分组 rural 的目标；在 figures 里补上，或写上 otherwise"
    ):
        load_scheme(write_scheme(tmp_path, ", rural: 60", "", text=GROUPED))
    kept = load_scheme(write_scheme(tmp_path, ", rural: 60}", "}, otherwise: 50", text=GROUPED))
    assert "城区80%，其余50%。" in standard(kept, kept.indicators[0])
