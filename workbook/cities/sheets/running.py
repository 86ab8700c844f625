"""运行: what every result was made from and by, its hash, and one seal over all."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet
from workbook.cities.drawing import HEAD_ROW, HEADED_ROWS, SheetDrawing
from workbook.cities.rollup import RollUp
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles

SHEET = "运行"
_COLUMNS = (("城市", 14.0), ("方案", 16.0), ("年度", 6.0), ("状态", 6.0), ("结果文件", 18.0), ("结果 SHA-256", 36.0), ("输入 SHA-256", 36.0), ("方案 SHA-256", 36.0))  # fmt: skip
_NOTE = "输入 SHA-256：这个市全部文件的名字和内容、方案、选项、程序一起的指纹；与上次相同的不再计分。结果工作簿是否原样，用 kaohe verify。"
_SEAL = (
    "总封印：全部结果工作簿的 SHA-256 按字母顺序一行一个，再求一次 SHA-256。任何一本有改动、多一本或少一本，都对不上。"
)


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    drawing, last = SheetDrawing(sheet, styles), len(_COLUMNS) - 1
    drawing.begin(f"运行    总封印  {whole.seal}", f"{_SEAL}{_NOTE}", [width for _, width in _COLUMNS])
    drawing.heads([name for name, _ in _COLUMNS])
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    for record in whole.records:
        one = record.city
        hashes = (record.result_sha256, record.input_sha256, one.scheme_sha256)
        cells = (one.name, one.scheme_id, str(one.year), one.stage, f"{one.name}.xlsx", *hashes)
        drawing.line(cells, ("", "", "@", "@"))
    notes = [(one.name, text) for one in whole.cities for text in one.told]
    if notes:
        drawing.skip()
        drawing.heading("计分时的说明")
        for name, text in notes:
            drawing.named(name, text, last)
    drawing.skip()
    drawing.heading("程序和选项")
    for name, text in (*whole.versions.items(), *((f"选项 {name}", text) for name, text in whole.options.items())):
        drawing.sentence(f"{name}  {text}", last)
    if whole.passed:
        drawing.skip()
        drawing.heading("文件夹里没有当作市的")
        for name, what in whole.passed:
            drawing.named(name, what, last)


DECLARED = RollUpSheet(
    SHEET, 7, _draw, lambda _: Paper(rows=HEADED_ROWS), "每本结果由什么算出、SHA-256、总封印", "#8A94A0"
)
