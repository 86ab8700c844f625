"""运行: what every result was made from and by, its hash, one seal over all, and what is to be run again."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet
from workbook.cities.drawing import TITLE_ROWS, Drawing
from workbook.cities.rollup import RollUp
from workbook.result.paper import Paper
from workbook.result.styles import Styles

SHEET = "运行"
_COLUMNS = (("城市", 14.0), ("方案", 16.0), ("年度", 6.0), ("状态", 6.0), ("结果文件", 18.0), ("结果 SHA-256", 36.0), ("输入 SHA-256", 36.0), ("方案 SHA-256", 36.0))  # fmt: skip
_NOTE = "输入 SHA-256：这个市全部文件的名字和内容、方案、选项、程序一起的指纹；与上次相同的，不再计分。结果工作簿是否原样：kaohe verify。"
_SEAL = (
    "总封印：全部结果工作簿的 SHA-256 按字母顺序一行一个，再求一次 SHA-256。任何一本有改动、多一本或少一本，都对不上。"
)


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    drawing, last = Drawing(sheet, styles), len(_COLUMNS) - 1
    drawing.begin("运行", _NOTE, [width for _, width in _COLUMNS])
    drawing.sentence(f"总封印  {whole.seal}（{len(whole.records)} 本）", last, bold=True)
    drawing.sentence(_SEAL, last)
    for name, said in (*whole.versions.items(), *((f"选项 {name}", said) for name, said in whole.options.items())):
        drawing.sentence(f"{name}  {said}", last)
    drawing.skip()
    drawing.heads("要重新运行的（改好以后，再运行同一条命令；没有变的市不会重算）", ("城市", "原因"))
    again = [*whole.failed, *((one.name, f"数据有 {len(one.errors)} 个错误，见“问题”") for one in whole.cities if one.errors)]  # fmt: skip
    for name, why in again:
        drawing.sheet.merge_range(drawing.row, 1, drawing.row, last, "", styles.wrapped(font_size=9))
        drawing.line((name, why))
    if not again:
        drawing.sentence("没有。", last)
    drawing.skip()
    drawing.heads("各市的结果", [name for name, _ in _COLUMNS])
    for record in whole.records:
        one = record.city
        cells = (one.name, one.scheme_id, str(one.year), one.stage, f"{one.name}.xlsx", record.result_sha256, record.input_sha256, one.scheme_sha256)  # fmt: skip
        drawing.line(cells, ("", "", "@", "@"))
    if whole.passed:
        drawing.skip()
        drawing.heads("文件夹里没有当作市的", ("名字", "是什么"))
        for name, what in whole.passed:
            drawing.sheet.merge_range(drawing.row, 1, drawing.row, last, "", styles.wrapped(font_size=9))
            drawing.line((name, what))


DECLARED = RollUpSheet(
    SHEET, 6, _draw, Paper(rows=TITLE_ROWS), "每本结果由什么算出、SHA-256、总封印；要重新运行哪些市", "#8A94A0"
)
