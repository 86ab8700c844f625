"""include: an element of a list that stands for another file, and what cannot stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from tests.support.small_scheme import write_scheme

GATE = "id: {0}\nkind: veto\nname: {0}\nclause: 一\nwhen: {{kind: missed, all_of: [annual]}}\n"


def as_element(text: str) -> str:
    return "- " + text.strip().replace("\n", "\n  ") + "\n"


def including(folder: Path, files: dict[str, str], lines: str = "  - include: parts/gates.yaml\n") -> Path:
    """The small scheme with ``lines`` before its gate, which stands on line 50."""
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return write_scheme(folder, "  - id: missed\n", lines + "  - id: missed\n")


def faults(folder: Path, files: dict[str, str], lines: str = "  - include: parts/gates.yaml\n") -> list[str]:
    with pytest.raises(SchemeError) as caught:
        load_scheme(including(folder, files, lines))
    return caught.value.messages


def test_a_list_is_spliced_in_and_a_mapping_is_one_element(tmp_path: Path) -> None:
    """more.yaml is found beside gates.yaml, the file that names it."""
    files = {
        "parts/gates.yaml": as_element(GATE.format("first")) + "- include: more.yaml\n",
        "parts/more.yaml": GATE.format("second"),
    }
    scheme = load_scheme(including(tmp_path, files))
    assert [gate.id for gate in scheme.spec.gates] == ["first", "second", "missed"]
    assert scheme.files == ("small.yaml", "parts/gates.yaml", "parts/more.yaml")


def test_files_of_a_scheme_hash_as_one_file_does(tmp_path: Path) -> None:
    """Where a gate is written does not count; what it says does."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    gate = as_element(GATE.format("first"))
    apart = load_scheme(including(tmp_path / "a", {"parts/gates.yaml": gate}))
    indented = "".join(f"  {line}\n" for line in gate.splitlines())
    assert load_scheme(including(tmp_path / "b", {}, indented)).sha256 == apart.sha256


def test_an_error_points_into_the_included_file(tmp_path: Path) -> None:
    files = {"parts/gates.yaml": as_element(GATE.format("first").replace("annual", "anual"))}
    assert faults(tmp_path, files) == ["parts/gates.yaml:5 gates.first.when.all_of[1]：没有指标 anual；是不是 annual？"]


def test_an_included_file_stays_inside_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "gates.yaml").write_text("[]", encoding="utf-8")
    said = "../gates.yaml 不在方案的文件夹里；只能引用方案文件夹里的文件，把它移进来"
    assert faults(inner, {}, "  - include: ../gates.yaml\n") == [f"small.yaml:50 include：{said}"]
    assert faults(inner, {"parts/gates.yaml": "- include: ../../gates.yaml\n"}) == [
        f"parts/gates.yaml:1 include：../{said}"
    ]


@pytest.mark.parametrize(
    ("files", "messages"),
    [
        (
            {"parts/gates.yaml": "- include: gates.yaml\n"},
            ["parts/gates.yaml:1 include：循环引用（parts/gates.yaml → parts/gates.yaml）；去掉其中一个 include"],
        ),
        (
            {"parts/gates.yaml": "- include: more.yaml\n", "parts/more.yaml": "- include: gates.yaml\n"},
            [
                "parts/more.yaml:1 include：循环引用（parts/gates.yaml → parts/more.yaml → parts/gates.yaml）；"
                "去掉其中一个 include"
            ],
        ),
        (
            {
                "parts/gates.yaml": "- {include: more.yaml, id: x}\n- {include: [a]}\n- {include: mor.yaml}\n",
                "parts/more.yaml": "[]",
            },
            [
                "parts/gates.yaml:1 include：同一项里还写了 id；include 单独作一项",
                "parts/gates.yaml:2 include：应当写文件名；改成“- include: 文件名”",
                "parts/gates.yaml:3 include：没有文件 mor.yaml；是不是 more.yaml？",
            ],
        ),
        (
            {"parts/gates.yaml": "否决\n"},
            ["parts/gates.yaml:1：应当是列表（每行以 - 开头）或“字段: 值”的若干行"],
        ),
        (
            {"parts/gates.yaml": "# 还没有写\n"},
            ["parts/gates.yaml：文件是空的；写上内容，或者删去这个文件"],
        ),
    ],
    ids=range(5),
)
def test_an_include_that_stands_for_nothing(tmp_path: Path, files: dict[str, str], messages: list[str]) -> None:
    assert faults(tmp_path, files) == messages


def test_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    lines = "  - include: parts/gates.yaml\n  - include: parts/more.yaml\n  - include: other.yaml\n"
    files = {"parts/gates.yaml": "- id: x\n   name: y\n", "parts/more.yaml": "id: y\nid: z\n"}
    assert faults(tmp_path, files, lines) == [
        "parts/gates.yaml:2：不是合格的 YAML：冒号的位置不对；检查缩进，文字里有冒号的加引号",
        "parts/more.yaml:2 id：同一处写了两次（先在第 1 行）；留一个",
        "small.yaml:52 include：没有文件 other.yaml；检查文件名",
    ]


def test_an_include_outside_a_list_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, {}, "  - {id: x, when: {include: when.yaml}}\n") == [
        "small.yaml:50 include：include 只能写作列表的一项；改成“- include: 文件名”"
    ]


def test_a_file_of_another_scheme_is_taken_whole(tmp_path: Path) -> None:
    """of: the scheme whose folder holds the file; so that two schemes of one plan have the same grades."""
    path = write_scheme(tmp_path, "gates:\n", "gates:\n  - {include: nothing.yaml, of: yuncheng-14fyp}\n")
    with pytest.raises(SchemeError, match=r"没有文件 nothing\.yaml"):
        load_scheme(path)
    path = write_scheme(tmp_path, "gates:\n", "gates:\n  - {include: gates.yaml, of: yuncheng-15fyp}\n")
    with pytest.raises(SchemeError, match="of：没有方案 yuncheng-15fyp；是不是 yuncheng-14fyp？"):
        load_scheme(path)
    assert "yuncheng-14fyp/gates.yaml" in load_scheme("yuncheng-14fyp-full").files
