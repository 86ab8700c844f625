"""Units: what is an item's own in another spelling, what is a multiple of it, and where headings name one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import load_scheme
from scoring.scheme.models import ItemSpec
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.unit_table import ATOMS, MULTIPLIERS
from workbook.reading.tables.unit_words import unit, unit_in
from workbook.reading.tables.units import OWN, relation, unit_fault

SCHEMES = sorted(one.name for one in (Path(__file__).resolve().parents[3] / "config" / "schemes").iterdir())


def item(unit: str = "吨标准煤", kind: str = "number", **more: Any) -> ItemSpec:
    return ItemSpec.model_validate(
        {"id": "one", "name": "某项", "kind": kind, "unit": unit, "definition": "", "bureau": "", "clause": "", **more}
    )


COAL, TONNES, PERCENT, FIRMS = item(), item("吨"), item("%", "percent"), item("家", "count")
WAN, AREA = item("万吨标准煤"), item("千克标准煤/平方米")


@pytest.mark.parametrize(
    ("written", "spec"),
    [
        ("吨标准煤", COAL), ("（吨标准煤）", COAL), ("单位：吨标准煤", COAL), ("单位:吨 标准煤", COAL), ("吨标煤", COAL), ("tce", COAL),
        ("t ce", COAL), ("TCE", COAL), ("ｔｃｅ", COAL), ("吨(标准煤)", COAL), ("噸標準煤", COAL), ("公吨", TONNES), ("T", TONNES),
        ("％", PERCENT), ("(%)", PERCENT), ("百分点", PERCENT), ("个百分点", PERCENT), ("\u200e吨", TONNES),
        ("万tce", WAN), ("10⁴tce", WAN), ("10^4吨标准煤", WAN), ("10000吨标煤", WAN), ("万", WAN),
        ("kgce/㎡", AREA), ("kgce/m²", AREA), ("kgce/m2", AREA), ("千克标煤/平米", AREA), ("公斤标准煤每平方米", AREA),
        ("度", item("千瓦时")), ("kW·h", item("千瓦时")), ("KWH", item("千瓦时")), ("μg/m³", item("微克/立方米")), ("ug/m3", item("微克/立方米")),
        ("是/否", item("是否", "yes_no")), ("某种单位", item("某种单位")),
    ],
)  # fmt: skip
def test_the_items_own_unit(written: str, spec: ItemSpec) -> None:
    assert relation(written, spec) == OWN
    assert unit_fault(written, spec) is None


@pytest.mark.parametrize(
    ("written", "spec", "factor"),
    [
        # 1 t = 1,000 kg; 万 is 10^4 and 亿 10^8; 1 kWh = 3.6 MJ; 15 亩 = 1 公顷 = 10,000 m².
        ("万吨标准煤", COAL, 10_000), ("万tce", COAL, 10_000), ("亿吨标煤", COAL, 10**8), ("千克标准煤", COAL, Fraction(1, 1000)),
        ("kgce", COAL, Fraction(1, 1000)), ("ktce", COAL, 1000), ("万", COAL, 10_000), ("千", COAL, 1000), ("百万", COAL, 10**6),
        ("吨标准煤", WAN, Fraction(1, 10_000)), ("亿", WAN, 10_000), ("千吨标准煤", WAN, Fraction(1, 10)),
        ("kg", TONNES, Fraction(1, 1000)), ("公斤", TONNES, Fraction(1, 1000)), ("克", TONNES, Fraction(1, 10**6)), ("斤", TONNES, Fraction(1, 2000)),
        ("万吨", TONNES, 10_000), ("亿吨", TONNES, 10**8), ("千吨", TONNES, 1000), ("kt", TONNES, 1000), ("10⁴吨", TONNES, 10_000),
        ("‰", PERCENT, Fraction(1, 10)), ("千分点", PERCENT, Fraction(1, 10)), ("万分点", PERCENT, Fraction(1, 100)), ("成", PERCENT, 10),
        ("万家", FIRMS, 10_000), ("百家", FIRMS, 100), ("万元", item("亿元"), Fraction(1, 10_000)), ("元", item("万元"), Fraction(1, 10_000)),
        ("亿kWh", item("万千瓦时"), 10_000), ("兆焦", item("千瓦时"), Fraction(5, 18)), ("吉焦", item("兆焦"), 1000),
        ("tce/m²", AREA, 1000), ("kgce/万平方米", AREA, Fraction(1, 10_000)), ("mg/m³", item("微克/立方米"), 1000),
        ("亩", item("公顷"), Fraction(1, 15)), ("立方米", item("万立方米"), Fraction(1, 10_000)), ("万人", item("人"), 10_000),
        # Only if that was meant: not the same, but of one size, or a mass of something else.
        ("万吨", COAL, 10_000), ("个", FIRMS, 1), ("万个", FIRMS, 10_000), ("吨", COAL, 1), ("t", item("吨二氧化碳"), 1),
    ],
)  # fmt: skip
def test_multiples(written: str, spec: ItemSpec, factor: int | Fraction) -> None:
    assert relation(written, spec).factor == factor
    assert relation(written, spec) != OWN
    assert unit_fault(written, spec) is not None


@pytest.mark.parametrize(
    ("written", "spec"),
    [
        ("千瓦时", COAL), ("元", TONNES), ("%", TONNES), ("吨", PERCENT), ("万", PERCENT), ("车皮", TONNES), ("吨/月", TONNES),
        ("吨标准煤/万元", COAL), ("家", item("人")), ("吨标准煤（当量值）", COAL), ("吨", item("某种单位")), ("万", item("系数")),
    ],
)  # fmt: skip
def test_other_units(written: str, spec: ItemSpec) -> None:
    assert relation(written, spec).factor is None
    fault = unit_fault(written, spec)
    assert fault is not None
    assert fault.code == "E_UNIT"
    assert fault.message == f"“某项”应当按“{spec.unit}”填报，写的单位是“{written.replace('（', '(').rstrip('）')}”"
    assert (
        fault.remedy
        == f"核对这些数是按什么单位填的：按“{spec.unit}”的，把单位改回“{spec.unit}”；不是的，先换算成“{spec.unit}”"
    )


def test_messages_of_a_column() -> None:
    fault = unit_fault("（万吨标准煤）", COAL, where="表头")
    assert fault is not None
    assert fault.message == "“某项”应当按“吨标准煤”填报，表头写的单位是“万吨标准煤”"
    assert fault.remedy == "把数换算成“吨标准煤”（1 万吨标准煤 = 10000 吨标准煤），再把表头的单位改回“吨标准煤”"
    small = unit_fault("kg", TONNES)
    assert small is not None
    assert small.remedy == "把数换算成“吨”（1 吨 = 1000 kg），再把单位改回“吨”"
    assert unit_fault("", COAL) is unit_fault("　", COAL) is unit_fault("单位：", COAL) is None


@pytest.mark.parametrize(
    ("text", "spec", "said", "remedy"),
    [
        ("70.29万吨标准煤", COAL, "万吨标准煤", "“70.29万吨标准煤”是 702900 吨标准煤，换算后写 702900"),
        ("70.29万吨", COAL, "万吨", "说的是“吨标准煤”的，“70.29万吨”是 702900 吨标准煤，换算后写 702900"),
        ("70.29万", COAL, "万", "“70.29万”是 702900 吨标准煤，换算后写 702900"),
        ("７０.29 万 tce", COAL, "万tce", "“７０.29 万 tce”是 702900 吨标准煤，换算后写 702900"),
        ("70.29×10⁴吨标煤", COAL, "×10⁴吨标煤", "“70.29×10⁴吨标煤”是 702900 吨标准煤，换算后写 702900"),
        ("-1,234.5万吨", TONNES, "万吨", "“-1,234.5万吨”是 -12345000 吨，换算后写 -12345000"),
        ("约70.29万吨", TONNES, "万吨", "“约70.29万吨”是 702900 吨，换算后写 702900"),
        ("70.29万吨左右", TONNES, "万吨", "“70.29万吨左右”是 702900 吨，换算后写 702900"),
        ("70.29（万吨）", TONNES, "万吨", "“70.29（万吨）”是 702900 吨，换算后写 702900"),
        ("70.29（2025年，万吨）", TONNES, "万吨", "“70.29（2025年，万吨）”是 702900 吨，换算后写 702900"),
        ("500kg", TONNES, "kg", "“500kg”是 0.5 吨，换算后写 0.5"),
        ("500公斤", TONNES, "公斤", "“500公斤”是 0.5 吨，换算后写 0.5"),
        ("0.001克", TONNES, "克", "“0.001克”是 0.000000001 吨，换算后写 0.000000001"),
        ("34.2‰", PERCENT, "‰", "“34.2‰”是 3.42 %，换算后写 3.42"),
        ("1.2万家", FIRMS, "万家", "“1.2万家”是 12000 家，换算后写 12000"),
        ("0.07亿", WAN, "亿", "“0.07亿”是 700 万吨标准煤，换算后写 700"),
        ("3个", FIRMS, "个", "按“家”数的，只写 3；不是的，换算成“家”后只写数"),
        ("12.5吨", COAL, "吨", "按“吨标准煤”数的，只写 12.5；不是的，换算成“吨标准煤”后只写数"),
        ("12.5元", COAL, "元", "核对单位，换算成“吨标准煤”后只写数"),
        ("12.5吨/月", TONNES, "吨/月", "核对单位，换算成“吨”后只写数"),
        ("1e300万吨", TONNES, "万吨", "核对单位，换算成“吨”后只写数"),
    ],
)  # fmt: skip
def test_messages_of_a_cell(text: str, spec: ItemSpec, said: str, remedy: str) -> None:
    """The remedy of another unit says what the figure becomes, and never to leave the unit out."""
    reading = read_cell(text, spec)
    assert reading.value == "缺报"
    assert reading.fault is not None
    assert reading.fault.code == "E_UNIT"
    assert reading.fault.message == f"“某项”填的是“{text}”，单位是“{said}”，本项的单位是“{spec.unit}”"
    assert reading.fault.remedy == remedy


@pytest.mark.parametrize(
    ("text", "spec", "surplus"),
    [
        ("12.5吨标准煤", COAL, "吨标准煤"), ("12.5 tce", COAL, "tce"), ("3.42个百分点", PERCENT, "个百分点"), ("3家", FIRMS, "家"),
        ("3家企业", FIRMS, "家企业"), ("12吨（含外购）", TONNES, "吨(含外购)"), ("70.29万", WAN, "万"), ("0.000$", item("$"), "$"),
    ],
)  # fmt: skip
def test_the_items_own_unit_is_left_out(text: str, spec: ItemSpec, surplus: str) -> None:
    fault = read_cell(text, spec).fault
    assert fault is not None
    assert (fault.code, fault.remedy) == ("E_TEXT", f"格内只写数，去掉“{surplus}”；本项的单位是“{spec.unit}”")


@given(
    figure=st.decimals(-(10**6), 10**6, places=3, allow_nan=False),
    many=st.sampled_from(["", *MULTIPLIERS]),
    spelling=st.sampled_from(sorted(one for one, atom in ATOMS.items() if atom.many)),
    blank=st.sampled_from(["", " ", "\u3000", "\u2003"]),
)
def test_every_unit_with_every_multiplier_converts(figure: Any, many: str, spelling: str, blank: str) -> None:
    """Against the sizes of the table: what the remedy says to write, times the item's unit, is what stood there."""
    found = unit(many + spelling)
    assert found is not None
    if many + spelling not in ATOMS:
        assert found.size == MULTIPLIERS.get(many, 1) * ATOMS[spelling].size
    spec = item(spelling)
    reading = read_cell(f"{figure}{blank}{many}{blank}{spelling}", spec)
    assert reading.fault is not None
    if found.size == ATOMS[spelling].size:
        assert "去掉" in reading.fault.remedy
    else:
        written = Fraction(reading.fault.remedy.rpartition("写 ")[2])
        exact = Fraction(figure) * found.size / ATOMS[spelling].size
        assert abs(written - exact) <= abs(exact) * Fraction(1, 10**14)
        assert "去掉" not in reading.fault.remedy


@given(st.text(max_size=20) | st.text("万千百十亿吨克米瓦时标准煤/每(%‰)单位:10⁴ ", max_size=12))
def test_never_raises(text: str) -> None:
    unit(text)
    unit_in(text)
    fault = unit_fault(text, COAL, shown=text, figure=1e29)
    assert fault is None or fault.remedy


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("能源消费总量（万吨标准煤）", "万吨标准煤"), ("能源消费总量(单位：万吨标准煤)", "万吨标准煤"), ("能源消费总量【万吨】", "万吨"),
        ("能源消费总量，万吨标准煤", "万吨标准煤"), ("能源消费总量/万吨", "万吨"), ("能源消费总量 万吨\n标准煤", "万吨标准煤"),
        ("能源消费总量万吨", "万吨"), ("能源消费总量吨标准煤", "吨标准煤"), ("万吨标准煤：能源消费总量", "万吨标准煤"), ("能耗（当量值，万吨标准煤）", "万吨标准煤"),
        ("能源消费总量（10⁴吨）", "10⁴吨"), ("能源消费总量（亿）", "亿"), ("单位：万吨", "万吨"), ("计量单位为万吨", "万吨"), ("以万吨计", "万吨"),
        ("按万吨标准煤填报", "万吨标准煤"), ("注意单位是吨，不是万吨", "吨"), ("下降率（‰）", "‰"), ("下降率‰", "‰"), ("下降率 %", "%"), ("公交车（辆）", "辆"),
        ("单位建筑面积能耗（kgce/㎡）", "kgce/㎡"), ("颗粒物年均浓度/微克/立方米", "微克/立方米"), ("万吨", "万吨"),
        ("能源消费总量（万吨标准煤）（吨标准煤）", "万吨标准煤、吨标准煤"),
        ("能耗强度年度下降率（实际）", None), ("减排量（认定）", None), ("增速（可比价）", None), ("县（市、区）", None), ("三（十）", None),
        ("完成时间（年）", None), ("行业（焦化、水泥等）", None), ("责任单位：人社局", None), ("填报单位：家电协会", None), ("减少3万吨", None),
        ("30万千瓦以上煤电机组节能改造", None), ("450立方米炼铁高炉淘汰数量（任务）", None), ("按统计局口径填", None), ("", None), ("能源消费总量", None),
    ],
)  # fmt: skip
def test_units_in_headings(text: str, found: str | None) -> None:
    assert unit_in(text) == found


def test_two_units_in_a_heading_are_a_fault() -> None:
    assert unit_fault(unit_in("能源消费总量（吨标准煤，万吨标准煤）") or "", COAL) is not None


@pytest.mark.parametrize("name", SCHEMES)
def test_names_and_units_of_the_shipped_schemes(name: str) -> None:
    """No name that we hand out names a unit; every unit that we hand out is known, and found behind its item's name."""
    scheme = load_scheme(name)
    things = [(one.name, one.unit) for one in scheme.items.values()]
    things += [(one.name, one.unit) for each in scheme.lists.values() for one in each.columns]
    for label, own in things:
        assert unit_in(label) is None
        assert own == "" or unit(own) is not None
        assert own in ("", "等") or unit_in(f"{label}（{own}）") == own
    assert all(unit_in(one.name) is None for one in scheme.indicators)
