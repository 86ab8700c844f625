"""What the empty workbooks say: every title, note and remark, for whoever writes them and whoever reads them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.scheme.list_models import ListSpec
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.how_to_fill import HOW, HOW_BUREAU, HOW_COUNTY, HOW_DECISION
from workbook.reading.labels import (
    BUREAU_LABEL,
    COUNTY_LABEL,
    DOCUMENT_LABEL,
    ISSUED_LABEL,
    REMARK_LABEL,
    SCHEME_LABEL,
    YEAR_LABEL,
)
from workbook.reading.tables.displayed import is_percent_item

DATA_REMARK = (
    "注：浅黄格必填，浅灰格没有设定的可以留空。零写 0；不涉及的写“不适用（原因）”，"
    "数还没有的写“暂缺（原因）”；不要写“—”“/”“无”。各项的定义、来源和依据见“填表说明”，或看表头的批注。"
)
SELF_REMARK = "注：各县（市、区）自评，不参加计分，只与核定结果对照；不自评的留空。"
SIGNERS = ("填报单位（盖章）：", "填表人：", "审核人：", "填表日期：")
COUNTY_SIGNERS = ("填报单位（盖章）：", "填表人：", "审核人：", "分管领导：", "填表日期：")
ADJUSTMENTS_TITLE = "核定调整（考核组填写）"
ADJUSTMENTS_NOTE = (
    "加分写正数，减分写负数；每一笔都要有理由、批准人、文号和日期，出自复查的写复查编号。超过指标满分的，在“超出满分”里写明依据；"
    "日期在考核期间以外的，在“逾期受理”里写明由谁批准。指标编号见“自评分”表头。没有调整的，这张表留空。"
)
REVISIONS_TITLE = "数据修订（考核组填写）"
REVISIONS_NOTE = (
    "普查、6月核定等推迟的修订写在这里，不改数据表里原来的数：一行一个数，计分采用版本日期最晚的一个（kaohe score --as-of 可以按某一天重算）。"
    "数据项编号见各数据表“编号”行；版本日期是这个数发布或核定的日期；复查更正的写复查编号；没有文件的更正（电话、待补文）不采用。“数据日期”是数据表里各数本身的日期，不注明的留空。没有修订的，这张表留空。"
)
CERTIFICATES_TITLE = "认定说明（部门填写）"
CERTIFICATES_NOTE = (
    "写明本部门的数是怎样核定的：各数都一样的写一行，“数据项”“县（市、区）”留空；不一样的另写一行。没有写明“最终”的按初步数处理，得分暂定；"
    "写“最终”的要有文号和日期。由盖章的纸面转录的，写原件的文件名（放在“部门/原件”里）和录入人、复核人两个人。数据表里写“同自报”的，是认定县里报的数。"
)
PENDING_TITLE = "待定批准（考核组填写）"
PENDING_NOTE = "经批准按待定处理的县（市、区）：审定时它的数还没有最终核定，其余各县照常审定。没有的，这张表留空。"
CHECKS_NOTE = "✓ 通过；✗ 说明哪里不符；空白是还没有可核对的数。核对只作提醒，不计分；核实无误的保留。"
TARGETS = "目标下达"
"""The sheet of what is decided for every county."""

SELF_SCORES_NAME = "自评分和核定分"
SELF_SCORES_NOTE = "自评分由县（市、区）填写，核定分和扣分原因由考核组填写；两者都不参加计分，只作对照。不自评的留空。"


@dataclass(frozen=True)
class Whose:
    """Who fills a workbook in: a county, a bureau, the office with what it decides, or (nothing said) the whole city.
    issued: document and date of the targets."""

    county: str = ""
    bureau: str = ""
    deciding: bool = False
    issued: tuple[str, str] = ("", "")


GUIDE_COLUMNS = (
    "序号",
    "工作表",
    "数据项",
    "编号",
    "单位",
    "填法",
    "定义和期间",
    "数据来源",
    "依据",
    "佐证材料",
    "示例",
)
SELF_SCORE_COLUMNS = (
    "序号", "考核类别", "指标", "编号", "分值", "评分标准", "自评分", "自评说明", "核定分", "扣分原因", "依据",
)  # fmt: skip
GUIDE_FIRST = 2  # the row of the first label


def county_columns(year: int) -> tuple[str, ...]:
    """The labels of a county's sheets."""
    return (
        "序号", "数据项", "编号", "单位", "填法", f"上年（{year - 1}年）", "本年填报数", "状态", "原因", "核对", "定义", "依据", "示例",
    )  # fmt: skip


def book_title(of: str, year: int) -> str:
    """How the titles of a workbook's sheets begin. of: the region or the county."""
    return f"{of}{year}年度考核数据"


def data_note(scheme: Scheme, year: int) -> str:
    """The line below a data sheet's title."""
    return f"考核年度：{year}　　方案：{scheme.title}（{scheme.id}）"


def list_note(spec: ListSpec) -> str:
    """The line below a list's title."""
    return f"{spec.definition}。填报：{spec.bureau}　依据：{spec.clause}。用了清单的县（市、区），有关各项按清单计，数可以不填。"


def marked(alert: str, text: str) -> str:
    """A line with the label that the figures carry in front, if they carry one."""
    return f"{alert}　{text}" if alert else text


def signature(signers: Sequence[str], gap: int) -> str:
    """A line for names and a seal."""
    return ("　" * gap).join(signers)


def guide_head(scheme: Scheme, year: int, alert: str, whose: Whose) -> list[tuple[str, str]]:
    """Labels and what stands beside them at the top of the guide; those with nothing to say are left out, but for what is to be filled in."""
    region = scheme.region.name if scheme.region else ""
    rows = [
        (YEAR_LABEL, str(year)),
        (COUNTY_LABEL, whose.county),
        (BUREAU_LABEL, whose.bureau),
        ("考核地区", region),
        ("考核方案", scheme.title),
        (SCHEME_LABEL, scheme.id),
        ("方案版本", scheme.spec.version),
        ("方案性质", scheme.spec.standing),
        (REMARK_LABEL, alert),
    ]
    issued = list(zip((DOCUMENT_LABEL, ISSUED_LABEL), whose.issued, strict=True)) if whose.deciding else []
    return [*((label, text) for label, text in rows if text), *issued]


def guide_how(whose: Whose) -> list[str]:
    """The numbered sentences of the guide."""
    every = HOW_COUNTY if whose.county else HOW_BUREAU if whose.bureau else HOW_DECISION if whose.deciding else HOW
    sentences = [one.replace("{county}", whose.county).replace("{bureau}", whose.bureau) for one in every]
    return [f"{number}. {words}" for number, words in enumerate(sentences, 1)]


def guide_item(item: ItemSpec, home: str, of_county: bool) -> list[str]:
    """An item's row in the guide, without its number. of_county: of a county's workbook."""
    definition = "\n".join(part for part in (item.definition, f"期间：{item.period}", item.design) if part)
    evidence = "；".join(item.evidence)
    return [
        home, item.name, item.id, item.unit, county_how(item) if of_county else how(item), definition, item.bureau, item.clause, evidence, example(item),
    ]  # fmt: skip


def guide_cells(
    scheme: Scheme, year: int, of: str, alert: str, homes: Mapping[str, Sequence[str]], whose: Whose
) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of every cell of the guide. homes: item ids by the sheet that holds them, in order."""
    yield 0, 0, f"{book_title(of, year)}填报工作簿"
    if alert:
        yield 1, 0, alert
    row = GUIDE_FIRST
    for label, text in guide_head(scheme, year, alert, whose):
        yield row, 0, label
        if text:
            yield row, 2, text
        row += 1
    row += 1
    yield row, 0, "怎么填"
    for words in guide_how(whose):
        row += 1
        yield row, 0, words
    row += 2
    yield row, 0, "数据项"
    row += 1
    for column, label in enumerate(GUIDE_COLUMNS):
        yield row, column, label
    number = 0
    for home, ids in homes.items():
        for item_id in ids:
            row, number = row + 1, number + 1
            yield row, 0, str(number)
            for column, text in _guide_item(scheme, item_id, home, bool(whose.county)):
                yield row, column, text


@lru_cache(maxsize=5000)
def _guide_item(scheme: Scheme, item_id: str, home: str, of_county: bool) -> tuple[tuple[int, str], ...]:
    """Column and text of the cells of an item's row in the guide. of_county: of a county's workbook, whichever."""
    texts = enumerate(guide_item(scheme.items[item_id], home, of_county), 1)
    return tuple((column, text) for column, text in texts if text)


def how(item: ItemSpec) -> str:
    """How the item is filled in, in a few words: 整数，不小于 0."""
    if item.kind == "yes_no":
        what = "是 或 否"
    elif item.kind == "count":
        what = "整数"
    elif is_percent_item(item):
        what = "数（15.5% 写 15.5）"
    else:
        what = "数"
    low = "" if item.minimum is None or item.kind == "yes_no" else f"不小于 {item.minimum:.15g}"
    high = "" if item.maximum is None or item.kind == "yes_no" else f"不大于 {item.maximum:.15g}"
    optional = "没有设定的留空" if item.optional else "填了清单的可以留空" if item.counted is not None else ""
    places = "" if item.places is None else f"最多 {item.places} 位小数"
    return "，".join(part for part in (what, low, high, places, optional) if part)


def certified_by(scheme: Scheme, bureau: str) -> tuple[str, ...]:
    """The items that a bureau certifies, in sheet order."""
    return tuple(one for one in scheme.bureau_sheets().get(bureau, ()) if scheme.items[one].supplied != "decision")


def decided_items(scheme: Scheme) -> tuple[str, ...]:
    """The items that the office decides, in sheet order."""
    return tuple(one for ids in scheme.sheets().values() for one in ids if scheme.items[one].supplied == "decision")


def reported(item: ItemSpec) -> bool:
    """Whether a county reports the item (自报); others stand in its workbook for information."""
    return item.supplied in ("county", "both")


def county_how(item: ItemSpec) -> str:
    """How a county fills the item in, or by whom it is given instead."""
    if reported(item):
        return how(item)
    return "由考核办下达，不由县填" if item.supplied == "decision" else f"由{lead_bureau(item.bureau)}核定，不由县填"


def example(item: ItemSpec) -> str:
    """The item's example as it would be typed; blank if it has none."""
    if item.example is None:
        return ""
    if item.kind == "yes_no" and isinstance(item.example, (int, float)):
        return "是" if item.example else "否"
    return item.example if isinstance(item.example, str) else f"{item.example:.15g}"


def item_texts(item: ItemSpec) -> dict[str, str]:
    """What a county's sheet says beside an item, by the label of the column."""
    return {
        "数据项": item.name, "单位": item.unit, "填法": county_how(item), "定义": item.definition, "依据": item.clause,
        "示例": example(item),
    }  # fmt: skip


@lru_cache(maxsize=50)
def county_texts(scheme: Scheme) -> Mapping[str, Mapping[str, str]]:
    """``item_texts`` of every item of a scheme, by its id: the same in every county's workbook."""
    return {item.id: item_texts(item) for item in scheme.items.values()}


def other_year(item: ItemSpec, year: int, name: str) -> ItemSpec:
    """An annual target as that of another year of the plan, which only a check reads. name: its id."""
    return item.model_copy(
        update={
            "id": name,
            "name": f"{year}年度目标（核对用）",
            "optional": True,
            "definition": f"{year} 年度的同一目标，只供核对各年目标连乘能否达到五年目标，不计分，可以留空",
            "period": f"{year}年",
            "counted": None,
        }
    )
