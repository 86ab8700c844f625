"""Finding, listing, keeping and hashing schemes; the items that a scheme ends up with."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest
import yaml

from scoring import SchemeError, list_schemes, load_scheme, resources
from scoring.ledger.compile import compile_ledger
from scoring.scheme import loader, yaml_marks
from scoring.scheme.catalogue import locate, resolved
from scoring.scheme.loader import scheme_of_data
from scoring.scheme.reading import Kept, Reader
from scoring.scheme.spelling import listed as cut
from scoring.scheme.yaml_marks import Mark
from tests.support.small_scheme import write_scheme

SHIPPED = [entry.id for entry in list_schemes()]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of config/ in which a test may write."""
    copy = shutil.copytree(resources.config_dir(), tmp_path / "config")
    monkeypatch.setattr(resources, "_find", lambda name: tmp_path / name)
    return copy


def messages(which: str | Path) -> list[str]:
    with pytest.raises(SchemeError) as caught:
        load_scheme(which)
    return caught.value.messages


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("which", SHIPPED)
def test_every_shipped_scheme_loads_by_its_id(which: str) -> None:
    scheme = load_scheme(which)
    assert scheme.id == which
    assert list(scheme.items) == [item for sheet in scheme.sheets().values() for item in sheet]


def test_a_scheme_loads_by_its_folder_and_by_its_file(config: Path) -> None:
    folder = config / "schemes" / "yuncheng-14fyp"
    assert load_scheme(folder) == load_scheme(str(folder / "scheme.yaml")) == load_scheme("yuncheng-14fyp")


def test_an_unknown_id_lists_the_ids_and_the_nearest() -> None:
    known = f"现有方案：{cut(SHIPPED)}；也可以写方案文件的路径"
    assert messages("yuncheng-14fy") == [f"没有方案 yuncheng-14fy；是不是 yuncheng-14fyp？（{known}）"]
    assert messages("北京") == [f"没有方案 北京（{known}）"]


def test_a_folder_without_a_scheme_is_said_to_be_one(tmp_path: Path) -> None:
    known = cut(SHIPPED)
    assert messages(tmp_path) == [f"文件夹 {tmp_path} 里没有 scheme.yaml；写方案文件夹的路径，或方案编号（{known}）"]


def test_a_shipped_id_goes_before_a_folder_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results must not depend on what happens to lie in the working directory."""
    (tmp_path / "yuncheng-14fyp").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_scheme("yuncheng-14fyp").id == "yuncheng-14fyp"


def test_an_id_is_that_of_its_folder(config: Path) -> None:
    (config / "schemes" / "yuncheng-14fyp").rename(config / "schemes" / "yuncheng")
    assert messages("yuncheng")[0] == (
        "yuncheng/scheme.yaml:2 id：编号 yuncheng-14fyp 与文件夹（或文件）名 yuncheng 不同；改成一样的"
    )


def test_the_list_says_what_the_files_say_and_survives_a_broken_one(config: Path) -> None:
    (config / "schemes" / "broken.yaml").write_text("id: broken\n\ttitle: x\n", encoding="utf-8")
    listed = {entry.id: entry for entry in list_schemes()}
    assert list(listed) == sorted([*SHIPPED, "broken"])
    assert listed["broken"].title == "（方案文件有错误；运行 kaohe scheme check broken 查看）"
    strict, parent = listed["yuncheng-14fyp-strict"], listed["yuncheng-14fyp"]
    assert (strict.standing, strict.version) == (parent.standing, parent.version) == ("参考方案", "2026.2")
    assert strict.title != parent.title
    assert strict.path == config / "schemes" / "yuncheng-14fyp-strict" / "scheme.yaml"


def test_the_list_follows_a_changed_file_and_the_parent_s(config: Path) -> None:
    assert {entry.standing for entry in list_schemes() if entry.id.startswith("yuncheng-14fyp-strict")} == {"参考方案"}
    parent = config / "schemes" / "yuncheng-14fyp" / "scheme.yaml"
    parent.write_text(
        parent.read_text(encoding="utf-8").replace("standing: 参考方案", "standing: 另一种"), encoding="utf-8"
    )
    listed = {entry.id: entry for entry in list_schemes()}
    assert (listed["yuncheng-14fyp"].standing, listed["yuncheng-14fyp-strict"].standing) == ("另一种", "另一种")


def test_a_scheme_is_kept_until_one_of_its_files_holds_something_else(config: Path) -> None:
    """The files of a variant: its own, its parent's, what that includes, the items, the region."""
    schemes = config / "schemes"
    kept = load_scheme("yuncheng-14fyp-strict")
    assert load_scheme("yuncheng-14fyp-strict") is kept
    (schemes / "yuncheng-14fyp" / "scheme.yaml").touch()
    assert load_scheme("yuncheng-14fyp-strict") is kept
    for path, old, new in (
        (schemes / "yuncheng-14fyp-strict" / "scheme.yaml", "（从严）", "（更严）"),
        (schemes / "yuncheng-14fyp" / "scheme.yaml", "bonus_cap: 4", "bonus_cap: 3.5"),
        (schemes / "yuncheng-14fyp" / "gates.yaml", "发生重大及以上环境事件", "发生环境事件"),
        (config / "items" / "energy.yaml", "市统计局", "统计局"),
        (config / "regions" / "yuncheng.yaml", "盐湖区", "盐湖区（县）"),
    ):
        replace(path, old, new)
        again = load_scheme("yuncheng-14fyp-strict")
        assert again.sha256 != kept.sha256, path
        kept = again
    shutil.copy(config / "items" / "constraints.yaml", config / "items" / "more.yaml")
    assert messages("yuncheng-14fyp-strict")[0] == (
        "items/more.yaml:2 major_incidents：数据项 major_incidents 写了两次（先在 items/constraints.yaml:2）；留一个"
    )


def test_the_hash_is_of_what_is_said_not_of_where_or_how(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.mkdir()
    other.mkdir()
    first = load_scheme(write_scheme(one))
    assert len(first.sha256) == 64
    assert load_scheme(write_scheme(other)).sha256 == first.sha256
    for old, new in (
        ("period: {base: 2020, start: 2021, end: 2022}", "# 年份\nperiod:\n  end: 2022\n  base: 2020\n  start: 2021"),
        ("points: 20\nbonus", "points: 20.0\nbonus"),
        (
            "dimensions:\n",
            "  - {id: spare, name: 备用, kind: count, unit: 个, definition: 未用, bureau: 局, clause: 一}\ndimensions:\n",
        ),
    ):
        assert load_scheme(write_scheme(other, old, new)).sha256 == first.sha256, new
    for old, new in (("points: 12}", "points: 11}"), ("name: 事件数", "name: 事件"), ("minimum: 0}", "minimum: 1}")):
        assert load_scheme(write_scheme(other, old, new)).sha256 != first.sha256, new


def test_a_scheme_has_the_items_that_it_reads_or_shows_in_sheet_order(tmp_path: Path) -> None:
    """The shared dictionary stands behind the scheme's own items; of either only what is used comes along."""
    scheme = load_scheme(
        write_scheme(
            tmp_path, "    clause: 一\n    indicators", "    clause: 一\n    shown: [cod_assigned]\n    indicators"
        )
    )
    assert list(scheme.items) == ["fall", "goal", "events", "cod_assigned"]
    assert scheme.items["cod_assigned"].unit == "吨"


def test_own_items_go_before_the_dictionary() -> None:
    """The national scheme words decline_target for 2007; energy_increment it takes from the dictionary."""
    scheme = load_scheme("national-2007-target")
    assert list(scheme.items) == ["decline_actual", "decline_target", "energy_increment"]
    assert scheme.items["decline_target"].clause == "国发〔2007〕36号"
    assert load_scheme("yuncheng-14fyp").items["decline_target"].clause == "四（一）"


def test_the_slow_parser_gives_the_same_scheme(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [load_scheme(which).sha256 for which in SHIPPED]
    monkeypatch.setattr(yaml_marks, "_Loader", yaml.SafeLoader)
    monkeypatch.setattr(loader, "_SCHEMES", Kept(32))
    monkeypatch.setattr(loader, "_SHARED", Kept(1))
    assert [load_scheme(which).sha256 for which in SHIPPED] == expected


def test_a_changed_item_is_seen_by_every_scheme_and_by_one_put_together_from_data(config: Path) -> None:
    """The dictionaries are kept as the schemes are."""
    before = [load_scheme(which) for which in SHIPPED[-2:]]
    data, _ = resolved(locate(SHIPPED[-1]), Reader())
    root = Mark("a", 1)
    assert scheme_of_data(copy.deepcopy(data), root).items["energy_use"].name == "能源消费总量"
    replace(config / "items" / "energy.yaml", "name: 能源消费总量", "name: 能耗总量")
    assert all(load_scheme(which).sha256 != one.sha256 for which, one in zip(SHIPPED[-2:], before, strict=True))
    assert scheme_of_data(data, root).items["energy_use"].name == "能耗总量"


def test_broken_items_are_told_with_their_file(config: Path) -> None:
    replace(config / "items" / "constraints.yaml", "kind: count", "kind: cuont")
    replace(config / "items" / "energy.yaml", "clause: 二；四（一）", "clause: ' '")
    replace(config / "items" / "two_high.yaml", "unit:", "unti:")
    said = messages("yuncheng-14fyp")
    assert said[:2] == [
        "items/constraints.yaml:4 major_incidents.kind：不能写 cuont；是不是 count？",
        "items/energy.yaml:8 decline_actual.clause：没有写依据；写上",
    ]
    assert said[2:] == [
        "items/two_high.yaml:2 inventory_quarters.unit：缺少这个字段；补上",
        "items/two_high.yaml:5 inventory_quarters.unti：没有 unti 这个字段；是不是 unit？",
    ]


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = write_scheme(tmp_path)
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    assert messages(path) == ["small.yaml:2：不是 UTF-8 编码的文本；另存为 UTF-8 编码"]


def test_no_indicator_may_take_the_name_of_a_column_of_every_ledger(tmp_path: Path) -> None:
    """Every column of the ledger that the scheme did not name itself is refused as an indicator's id."""
    scheme = load_scheme(write_scheme(tmp_path))
    own = {"energy", "annual", "violations", "missed", *scheme.items}
    names = [name for name in compile_ledger(scheme, 2022).columns if "." not in name and name not in own]
    assert {"total", "grade", "rank", "tie1", "total_full"} <= set(names)
    for name in names:
        assert f"编号 {name} 由程序使用；换一个" in messages(write_scheme(tmp_path, "id: violations", f"id: {name}"))[0]
