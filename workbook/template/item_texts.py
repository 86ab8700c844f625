"""What the workbook says of a data item: how to fill it in, its note, its validation."""

from __future__ import annotations

from typing import Any

from scoring.scheme.models import ItemSpec
from workbook.drawing.measure import lines
from workbook.reading.wording import example, how

_OR_DECLARED = "不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”。"


def facts(item: ItemSpec) -> list[tuple[str, str]]:
    """Label and text of all that is known of an item and is not blank, in reading order."""
    every = [
        ("定义", item.definition),
        ("期间", item.period),
        ("单位", item.unit),
        ("填法", how(item)),
        ("数据来源", item.bureau),
        ("依据", item.clause),
        ("佐证材料", "；".join(item.evidence)),
        ("示例", example(item)),
        ("设计说明", item.design),
    ]
    return [(label, text) for label, text in every if text]


def note(item: ItemSpec) -> str:
    """The note (批注) on the item's heading."""
    return "\n".join([f"{item.name}（{item.id}）", *(f"{label}：{text}" for label, text in facts(item))])


def write_note(sheet: Any, place: tuple[int, int], text: str, wide: tuple[int, int] = (330, 50)) -> None:
    """A note (批注) on a cell. wide: pixels of its box, and column units of its lines."""
    size = {"width": wide[0], "height": 17 * lines(text, wide[1]) + 12}
    sheet.write_comment(*place, text, {"author": "kaohe", "font_size": 9, "color": "#FFFFF0", **size})


def validation(item: ItemSpec, cell: str) -> dict[str, Any]:
    """XlsxWriter's data validation for the item's cells, of which ``cell`` is the first.

    A declaration must pass as well, so that numbers are checked by a formula and yes/no only advises.
    """
    options: dict[str, Any] = {"ignore_blank": True, "error_title": item.name[:32]}
    if item.kind == "yes_no":
        message = f"请选“是”或“否”；{_OR_DECLARED}写了原因的，点“确定”。"
        return options | {
            "validate": "list",
            "source": ["是", "否"],
            "error_type": "information",
            "error_message": message,
        }
    tests = []
    if item.kind == "count":
        tests.append(f"{cell}=INT({cell})")
    minimum = 0.0 if item.minimum is None and item.kind == "count" else item.minimum
    if minimum is not None:
        tests.append(f"{cell}>={minimum:.15g}")
    if item.maximum is not None:
        tests.append(f"{cell}<={item.maximum:.15g}")
    if item.places is not None:
        tests.append(f"ROUND({cell},{item.places})={cell}")
    number = f"AND({','.join(tests)})" if tests else "TRUE"
    return options | {
        "validate": "custom",
        "value": f'=IF(ISNUMBER({cell}),{number},OR(LEFT({cell},3)="不适用",LEFT({cell},2)="暂缺"))',
        "error_type": "stop",
        "error_message": f"请填{how(item)}，单位：{item.unit}。{_OR_DECLARED}"[:255],
    }
