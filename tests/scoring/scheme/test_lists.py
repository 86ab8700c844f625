"""Lists and countings that cannot be meant are told with file, line and field; every message whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from tests.support.small_scheme import SMALL

LIST = """\
lists:
  - id: cases
    name: 事件清单
    sheet: 事件清单
    bureau: 局
    clause: 一
    case: {code: code_no}
    columns:
      - {id: code_no, name: 编码, kind: text, required: false}
      - {id: sort, name: 类别, kind: choice, choices: [大, 小]}
      - {id: late, name: 迟报, kind: yes_no, blank: 否}
      - {id: hidden, name: 瞒报, kind: yes_no, blank: 否}
      - {id: tons, name: 数量, kind: amount, unit: 吨}
    derived:
      - {id: bad, name: 迟报或瞒报, any_of: [late, hidden]}
      - {id: how_many, name: 情形数, number_of: [late, hidden]}
"""
EVENTS = "bureau: 局, clause: 一, minimum: 0}"
COUNTED = "bureau: 局, clause: 一, minimum: 0, counted: {list: cases, where: {sort: 大, bad: 是}, any: [sort, bad], once_per: case}}"
WHOLE = SMALL.replace(EVENTS, COUNTED, 1) + LIST
HEAD = len(SMALL.splitlines()) + 1  # the line of 「lists:」


def write(folder: Path, old: str = "", new: str = "") -> Path:
    assert old in WHOLE, old
    path = folder / "small.yaml"
    path.write_text(WHOLE.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_scheme_may_bring_its_own_list(tmp_path: Path) -> None:
    scheme = load_scheme(write(tmp_path))
    assert list(scheme.lists) == ["cases"]
    other = load_scheme(
        write(
            tmp_path,
            "where: {sort: 大, bad: 是}, any: [sort, bad],",
            "where: {sort: 大}, any: [sort], every: {bad: 是},",
        )
    )
    assert other.sha256 != scheme.sha256
    assert load_scheme(write(tmp_path, "choices: [大, 小]", "choices: [大, 中]")).sha256 != scheme.sha256


BROKEN = [
    ("kind: choice, choices: [大, 小]", "kind: choice", f"{HEAD + 9} lists.cases.columns.sort：选择列（kind: choice）要写 choices，其他列不写；改正"),
    ("[大, 小]", "[大, 小*]", f"{HEAD + 9} lists.cases.columns.sort.choices[2]：选项“小*”为空、重复，或含有 * ? ~ < > = 引号；换掉"),
    ("unit: 吨}\n    derived", "unit: ''}\n    derived", f"{HEAD + 12} lists.cases.columns.tons.unit：数量列（kind: amount）没有写单位；写上"),
    ("name: 编码,", "name: 编号,", f"{HEAD + 8} lists.cases.columns.code_no.name：列名 编号 是表头自己的用词；换一个，如“使用编号”"),
    ("any_of: [late, hidden]", "any_of: [lat, hidden]", f"{HEAD + 14} lists.cases.derived.bad.any_of：没有是否列 lat；是不是 late？（有：late、hidden）"),
    (
        "number_of: [late, hidden]", "number_of: [late], less: [tons, tons]",
        f"{HEAD + 15} lists.cases.derived.how_many：any_of、number_of、among、less 要写一种，也只能写一种；改正",
    ),
    ("    derived", "    alone: [{column: bad, value: 是}]\n    derived", f"{HEAD + 13} lists.cases.alone[1].column：bad 是推得的列，表里没有它的格；换一个选择列或是否列"),
    ("{id: tons,", "{id: late,", f"{HEAD + 12} lists.cases.columns.late.id：列 late 写了两次；换一个编号"),
    ("case: {code: code_no}", "case: {}", f"{HEAD + 6} lists.cases.case：没有写凭哪一列认出同一项；写上 code 或 name"),
    ("list: cases,", "list: case,", "13 items.events.counted.list：没有清单 case；是不是 cases？"),
    ("sort: 大, bad", "sort: 中, bad", "13 items.events.counted.where.sort：“中”不是 sort 的选项（有：大、小）；改正"),
    ("bad: 是}, any", "how_many: 是}, any", "13 items.events.counted.where.how_many：清单 cases 没有这样的列 how_many；条件只能看选择列、是否列和推得的是否列"),
    ("any: [sort, bad], once_per: case}", "sum: tons, once_per: case}", "13 items.events.counted.once_per：once_per 只用于计数；合计时去掉"),
    ("any: [sort, bad], once_per: case}", "sum: ton}", "13 items.events.counted.sum：没有数量列 ton；是不是 tons？（有：tons）"),
    ("any: [sort, bad], once_per: case}", "sum: tons}", "13 items.events.counted.sum：列 tons 的单位是 吨，数据项的单位是 起；改成一样的"),
    (
        ", any: [sort, bad], once_per: case", "",
        "13 items.events.counted：清单 cases 的一项可以分几行登记，没有写同一项的各行合起来怎样算：写 once_per: case，条件有一行符合就算的列入 any，"
        "符合的各行都要满足的写进 every；一项只能有一行的，在清单里写 unique: [[case]]",
    ),
    (
        "any: [sort, bad]", "any: [sort]",
        "13 items.events.counted.where.bad：bad 在同一项的各行里可以不同：有一行符合就算的，写 any: [sort，bad]；符合的各行都要满足的，从 where 移到 every",
    ),
    ("any: [sort, bad]", "any: [sort, bad, late]", "13 items.events.counted.any：any 里的 late 不是 where 的条件；可以写：bad、sort；改正"),
    (", once_per: case}", "}", "13 items.events.counted.any：any 里的 sort 说的是同一项的各行，要写 once_per: case；补上"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), BROKEN, ids=[message[:60] for *_, message in BROKEN])
def test_broken(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(write(tmp_path, old, new))
    assert any(text.startswith(f"small.yaml:{message}") for text in caught.value.messages), caught.value.messages


def test_a_list_with_one_row_a_case_needs_no_word_on_its_rows(tmp_path: Path) -> None:
    """Where no two rows can be of one case, rows are counted."""
    path = write(tmp_path, ", any: [sort, bad], once_per: case", "")
    text = path.read_text(encoding="utf-8").replace("    derived:\n", "    unique: [[case]]\n    derived:\n", 1)
    path.write_text(text, encoding="utf-8")
    assert load_scheme(path).items["events"].counted is not None


def test_a_scheme_may_count_every_violation(tmp_path: Path) -> None:
    """「a project with several violations is deducted once unless the scheme says otherwise」: here it does."""
    import pandas as pd

    from scoring import Evidence, assess
    from scoring.lists.rows import list_rows

    figures = pd.DataFrame({"fall": [5.0], "goal": [5.0], "events": [None]}, index=["某县"], dtype=object)
    rows = [{"county": "某县", "code_no": "1", "sort": "大", "late": "是", "hidden": "是", "tons": 1.0}]
    once = "where: {sort: 大, bad: 是}, any: [sort, bad], once_per: case"
    for new, expected in ((once, 1), ("sum: how_many, where: {sort: 大}", 2)):
        path = write(tmp_path, once, new)
        scheme = load_scheme(path)
        result = assess(
            scheme, figures, 2021, evidence=Evidence(lists={"cases": list_rows(scheme.lists["cases"], rows)})
        )
        # 5 points, 2 for each: one project 3, two violations 1.
        assert result.ledger.loc["某县", ["events", "violations"]].tolist() == [expected, 5 - 2 * expected]
