"""County names: read exactly but for blanks and a suffix left out; near names are suggested, never taken."""

from __future__ import annotations

import pytest

from scoring.scheme.region import Region
from tests.workbook.conftest import make_scheme
from workbook.reading.tables.counties import Counties, Unknown, is_note, read_code

COUNTIES = Counties(make_scheme().region)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("夏县", "夏县"),
        ("夏　县", "夏县"),
        (" 盐 湖 区 ", "盐湖区"),
        ("盐湖\u200b区", "盐湖区"),
        ("盐湖", "盐湖区"),
        ("河津", "河津市"),
        ("新绛", "新绛县"),
        ("新\n绛县", "新绛县"),
    ],
)
def test_taken(written: str, name: str) -> None:
    assert COUNTIES.find(written) == name


@pytest.mark.parametrize(
    ("written", "likely"),
    [
        ("河津县", ("河津市",)),  # its suffix before 1994
        ("运城市盐湖区", ("盐湖区",)),
        ("新降县", ("新绛县",)),
        ("厦县", ("绛县", "夏县")),
        ("太原市小店区", ()),
        ("夏", ("夏县",)),  # one character is no name
        ("萬榮縣", ()),
    ],
)
def test_near_names_are_only_suggested(written: str, likely: tuple[str, ...]) -> None:
    found = COUNTIES.find(written)
    assert isinstance(found, Unknown)
    assert set(found.likely) == set(likely)


def test_the_code_decides_what_is_suggested() -> None:
    found = COUNTIES.find("厦县", "140828")
    assert isinstance(found, Unknown)
    assert found.likely == ("夏县",)


def test_a_suffix_left_out_must_be_unique() -> None:
    source = {"title": "试验"}
    counties = [
        {"code": "110101", "name": "东城区", "group": "a"},
        {"code": "110102", "name": "东城县", "group": "a"},
    ]
    region = Region.model_validate({"id": "x", "name": "某市", "code": "1", "source": source, "counties": counties})
    found = Counties(region).find("东城")
    assert isinstance(found, Unknown)
    assert set(found.likely) == {"东城区", "东城县"}


@pytest.mark.parametrize("text", ["合计", "合　计", "总计", "小计", "全市", "全市合计", "全市平均", "运城市", "合计："])
def test_totals(text: str) -> None:
    assert COUNTIES.is_total(text)


@pytest.mark.parametrize("text", ["合阳县", "全州县", "运城", "夏县"])
def test_no_totals(text: str) -> None:
    assert not COUNTIES.is_total(text)


@pytest.mark.parametrize(
    "text",
    ["注：数据为初步数", "注1：……", "备注", "说明：", "填表人：张三", "单位负责人：", "单位负责人（签字）：", "※ 见附件",
     "填报单位（盖章）：", "数据来源: 统计局", "审核人　李四"],
)  # fmt: skip
def test_notes(text: str) -> None:
    assert is_note(text)


@pytest.mark.parametrize("text", ["注册区", "说明县", "夏县", "电话县"])
def test_no_notes(text: str) -> None:
    assert not is_note(text)


@pytest.mark.parametrize(
    ("raw", "code"),
    [(140802.0, "140802"), (140802, "140802"), ("１４０８０２", "140802"), (" 140802 ", "140802"),
     ("140802000000", "140802"), (140802000000.0, "140802"), ("140802001", "140802001"), (None, "")],
)  # fmt: skip
def test_codes(raw: float | str | None, code: str) -> None:
    assert read_code(raw) == code
