"""extends: variants in a few lines, and errors that point to the file that said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from scoring.scheme.scheme import Scheme
from tests.support.small_scheme import write_scheme

GATES = "gates:\n  - "
LINES = "dimensions:\n  - id: energy\n    indicators:\n      - "
HEAD = "extends: small.yaml\nid: child\n"


def child(folder: Path, text: str, head: str = HEAD) -> Path:
    """A variant of the small scheme; ``text`` begins on its third line."""
    if not (folder / "small.yaml").exists():
        write_scheme(folder)
    path = folder / "child.yaml"
    path.write_text(head + text, encoding="utf-8")
    return path


def merged(folder: Path, text: str) -> Scheme:
    return load_scheme(child(folder, text))


def faults(folder: Path, text: str, head: str = HEAD) -> list[str]:
    with pytest.raises(SchemeError) as caught:
        load_scheme(child(folder, text, head))
    return caught.value.messages


def test_a_gate_is_changed_by_its_id_and_keeps_the_rest(tmp_path: Path) -> None:
    scheme = merged(tmp_path, GATES + "{id: missed, at_most: 未完成}\n")
    assert scheme.spec.gates[0].say().endswith("等次最高为未完成")
    assert scheme.spec.gates[0].clause == "一（三）"
    assert (scheme.id, scheme.files) == ("child", ("small.yaml", "child.yaml"))


def test_a_rule_of_another_kind_replaces_the_old_one_whole(tmp_path: Path) -> None:
    scheme = merged(tmp_path, LINES + "{id: annual, rule: {kind: proportional}}\n")
    assert scheme.indicator("annual").rule.model_dump() == {"kind": "proportional"}


def test_a_rule_of_the_same_kind_is_merged_and_its_plain_list_replaced(tmp_path: Path) -> None:
    scheme = merged(tmp_path, LINES + "{id: annual, rule: {rungs: [{at: 90, points: 15}], otherwise: 1}}\n")
    assert scheme.indicator("annual").rule.model_dump() == {
        "kind": "ladder",
        "direction": "at_least",
        "rungs": ({"at": 90.0, "points": 15.0},),
        "otherwise": 1.0,
    }


def test_the_kind_of_a_data_item_is_one_field_among_others(tmp_path: Path) -> None:
    item = merged(tmp_path, "items:\n  - {id: fall, kind: number}\n").items["fall"]
    assert (item.kind, item.name, item.minimum) == ("number", "下降率", -100)


def test_an_indicator_is_dropped(tmp_path: Path) -> None:
    text = "points: 15\ndimensions:\n  - id: energy\n    points: 15\n    indicators:\n      - {id: violations, drop: true}\n"
    scheme = merged(tmp_path, text)
    assert [one.id for one in scheme.indicators] == ["annual"]
    assert list(scheme.items) == ["fall", "goal"]


def test_a_new_gate_is_put_at_the_end(tmp_path: Path) -> None:
    new = "{id: event, kind: veto, name: 事件, clause: 二, when: {kind: item_above, item: events}}\n"
    assert [gate.id for gate in merged(tmp_path, GATES + new).spec.gates] == ["missed", "event"]


def test_grades_are_merged_by_name(tmp_path: Path) -> None:
    text = "grades:\n  - {name: 完成, at_least: 85}\n  - {name: 基本完成, up_to: 85}\n"
    bands = [(one.name, one.at_least, one.up_to) for one in merged(tmp_path, text).spec.grades]
    assert bands == [("完成", 85, None), ("基本完成", 60, 85), ("未完成", None, 60)]


def test_an_empty_value_takes_a_part_out(tmp_path: Path) -> None:
    assert merged(tmp_path, LINES + "{id: annual, bonus: null}\n").indicator("annual").bonus is None


def test_a_variant_of_a_variant(tmp_path: Path) -> None:
    (tmp_path / "middle.yaml").write_text(
        "extends: small.yaml\nid: middle\ntitle: 中\nbonus_cap: 2\n", encoding="utf-8"
    )
    scheme = load_scheme(child(tmp_path, "title: 末\n", "extends: middle.yaml\nid: child\n"))
    assert (scheme.title, scheme.spec.bonus_cap, scheme.spec.standing) == ("末", 2, "测试")
    assert scheme.files == ("small.yaml", "middle.yaml", "child.yaml")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            GATES + "{id: mised, drop: true}\n",
            ["child.yaml:4 gates：要删的 mised 不存在；是不是 missed？"],
        ),
        (
            GATES + "{id: missed, drop: yes}\n",
            ["child.yaml:4 gates.missed.drop：drop 只能写 true；不删的，去掉 drop"],
        ),
        (
            GATES + "{id: mised, at_most: 未完成}\n",
            ["child.yaml:4 gates.mised：上级方案里没有 mised，改不了；是不是 missed？（要新增的，补上 kind 等字段）"],
        ),
        (
            GATES + "{id: extra, kind: veto}\n",
            [
                "child.yaml:4 gates.extra：上级方案里没有 extra，改不了；上级方案里有：missed（要新增的，补上 name、clause、when）"
            ],
        ),
        (
            "dimensions:\n  - id: energi\n    indicators:\n      - {id: annual, drop: true}\n",
            [
                "child.yaml:4 dimensions.energi：上级方案里没有 energi，改不了；是不是 energy？（要新增的，补上 name、sheet、points、clause）"
            ],
        ),
        (
            GATES + "{id: missed, at_most: 未完成}\n  - {id: missed, name: 又一个}\n",
            ["child.yaml:5 gates：missed 写了两次（先在 child.yaml:4）；合成一项"],
        ),
        (
            GATES + "{at_most: 未完成}\n",
            ["child.yaml:4 gates：这一项没有写 id，不知道要改上级方案的哪一项；写上 id"],
        ),
        (
            "gates: []\n",
            ["child.yaml:3 gates：空列表删不掉上级方案的各项；逐项写 {id: …, drop: true}"],
        ),
        (
            "titel: 小\nperiod: {stat: 2022}\n",
            [
                "child.yaml:3 titel：没有 titel 这个字段；是不是 title？",
                "child.yaml:4 period.stat：没有 stat 这个字段；是不是 start？",
            ],
        ),
        (
            GATES + "{id: missed, kind: veto, name: 年度, clause: 一}\n",
            ["child.yaml:4 gates.missed.when：缺少这个字段；补上（kind 由 cap 换了，原来的字段不带过来）"],
        ),
        (
            GATES + "{id: missed, at_most: 好}\n",
            ["child.yaml:4 gates.missed.at_most：没有等次“好”；可以写：完成、基本完成、未完成"],
        ),
        (
            "grades:\n  - {name: 完成, at_least: 85}\n",
            [
                "small.yaml:47 grades.基本完成.up_to：“基本完成”到 80，“完成”（child.yaml:4）从 85 起，"
                "中间有空档，80 到 85 分没有等次；把 up_to 改为 85（不含）"
            ],
        ),
    ],
    ids=range(12),
)
def test_a_variant_that_does_not_fit_its_parent(tmp_path: Path, text: str, messages: list[str]) -> None:
    assert faults(tmp_path, text) == messages


def test_a_variant_has_an_id_of_its_own(tmp_path: Path) -> None:
    said = "id：要有自己的编号，与上级方案 small 不同；写上"
    assert faults(tmp_path, "title: 小\n", "extends: small.yaml\n") == [f"child.yaml:1 {said}"]
    assert faults(tmp_path, "title: 小\n", "extends: small.yaml\nid: small\n") == [f"child.yaml:2 {said}"]


def test_circles_of_extends_are_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "", "extends: child.yaml\nid: child\n") == [
        "child.yaml:1 extends：循环引用（child.yaml → child.yaml）；去掉其中一个 extends"
    ]
    write_scheme(tmp_path, "id: small", "id: small\nextends: child.yaml")
    assert faults(tmp_path, "") == [
        "small.yaml:2 extends：循环引用（child.yaml → small.yaml → child.yaml）；去掉其中一个 extends"
    ]


def test_faults_of_parent_and_variant_are_told_at_once(tmp_path: Path) -> None:
    write_scheme(tmp_path, "title: 小方案\n", "title: 小方案\ntitle: 又一个\n")
    assert faults(tmp_path, GATES + "include: nothing.yaml\n") == [
        "small.yaml:3 title：同一处写了两次（先在第 2 行）；留一个",
        "child.yaml:4 include：没有文件 nothing.yaml；检查文件名",
    ]
