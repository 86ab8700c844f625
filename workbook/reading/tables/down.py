"""Tables with items down: one county, a row an item; the figure, or its status with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Fault
from workbook.reading.grid import Place
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.tables.across import is_figure, read_beside, read_figure, record
from workbook.reading.tables.appearance import appearance_at
from workbook.reading.tables.cells import UNUSABLE, read_cell
from workbook.reading.tables.columns import REMARKS
from workbook.reading.tables.counties import is_note
from workbook.reading.tables.county_rows import is_longer
from workbook.reading.tables.down_layout import FIGURES, FILLED, NAMES, REASON, STATUS, STATUSES, UNIT, YEAR, DownLayout
from workbook.reading.tables.headers import filled
from workbook.reading.tables.merged_cells import merged_areas
from workbook.reading.tables.sheet import Sheet, Use
from workbook.reading.tables.uniform import claim_numbers
from workbook.reading.tables.unit_words import unit_in
from workbook.reading.tables.units import unit_fault
from workbook.reading.tables.values import Beside, SheetValues
from workbook.reading.text import ELSEWHERE, letters, short, squeezed, tidy
from workbook.reading.wording import other_year

Texts = Callable[[ItemSpec], Mapping[str, str]]
"""What the empty form says of an item, by the label of the column (letters only)."""


class DownReader:
    """Reads the items' rows of one sheet for one county."""

    def __init__(
        self, sheet: Sheet, down: DownLayout, county: str, into: SheetValues, beside: Beside, texts: Texts
    ) -> None:
        self.sheet, self.down, self.county = sheet, down, county
        self.into, self.beside, self.texts = into, beside, texts
        self._column = down.labels.get
        every = [row for rows in down.rows.values() for row in rows]
        read = [down.labels[label] for label in (STATUS, REASON, *_WORDS) if label in down.labels]
        self._merged = merged_areas(sheet, every, [down.figure, *read])

    def read(self, items: Sequence[ItemSpec], *, required: bool = True) -> None:
        """Read these items; what is wrong goes to the sheet's findings. required: a row that lacks is an error."""
        down, findings = self.down, self.sheet.findings
        self._claim_heading()
        if down.twice:
            self._report_columns()
            return
        above = down.header
        for item in items:
            places = down.rows.get(item.id, [])
            above = max(places, default=above)
            if len(places) == 1 and is_longer(self.sheet, places[0], filled(self.sheet.rows[down.header])):
                self.into.values[self.county, item.id] = UNUSABLE
                self.into.sources[self.county, item.id] = findings.source((places[0], down.figure))
                self.sheet.claim_row(places[0], Use.REPORTED)
            elif len(places) == 1:
                self._item(places[0], item)
            elif len(places) > 1:
                cells = "、".join(address(place, down.ids) for place in places)
                findings.add(
                    "E_ROW_TWICE",
                    f"“{item.name}”（编号 {item.id}）有 {len(places)} 行：{cells}，分不清用哪一行，都没有读",
                    "只留一行，其余删除",
                    (places[1], down.ids),
                    county=self.county,
                    item=item.id,
                )
                for place in places:
                    self.sheet.claim_row(place, Use.REPORTED)
            elif required:
                findings.add(
                    "E_ROW_MISSING",
                    f"工作表“{self.sheet.name}”缺少“{item.name}”（编号 {item.id}）一行，该项按缺报处理",
                    f"补上这一行，在“编号”列写 {item.id}；没有数的在“状态”列选“暂缺”或“不适用”并写原因",
                    (down.header, down.ids),
                    county=self.county,
                    item=item.id,
                )
            else:
                self.sheet.lacks((above + 1, down.ids), item.id)
        for item_id, places in down.rows.items():
            self._beside(item_id, places[0], {item.id: item for item in items})

    def finish(self) -> None:
        """Claim row numbers and lines below the table that are remarks."""
        down = self.down
        rows = sorted(row for places in down.rows.values() for row in places)
        numbers = down.labels.get("序号")
        claim_numbers(self.sheet, numbers, range(rows[0], rows[-1] + 1), range(rows[0], rows[-1] + 1))
        if numbers is not None and all(is_blank(self.sheet.at((row, numbers))) for row in rows):
            for place, row in enumerate(rows, 1):
                self.sheet.lacks((row, numbers), str(place))
        for number in range(down.header + 1, len(self.sheet.rows)):
            if number in rows:
                continue
            if number < rows[-1] and any(not is_blank(raw) for raw in self.sheet.rows[number]):
                self.sheet.lacks((number, down.ids), "编号")
            for column, raw in enumerate(self.sheet.rows[number]):
                if isinstance(raw, str) and is_note(raw) and not self.sheet.use((number, column)):
                    self.sheet.remark(number)
                    break

    def _claim_heading(self) -> None:
        for label, column in self.down.labels.items():
            if label in _KNOWN or label.startswith(FIGURES) or YEAR.fullmatch(label):
                self.sheet.claim((self.down.header, column))

        for number in range(max(0, self.down.header - 3), self.down.header):
            labels = {letters(raw) for raw in self.sheet.rows[number] if isinstance(raw, str)}
            if 2 * len(labels & self.down.labels.keys()) > len(self.down.labels):
                message = f"第 {self.down.header + 1} 行把表头又写了一遍"
                self.sheet.findings.add("N_HEADING", message, "多余的可以删除", (self.down.header, 0))
                self.sheet.claim_row(number)

    def _report_columns(self) -> None:
        header, twice = self.down.header, self.down.twice
        cells = "、".join(f"{address(header, one)}（{short(as_text(self.sheet.at((header, one))))}）" for one in twice)
        self.sheet.findings.add(
            "E_COLUMNS_ALIKE",
            f"有 {len(twice)} 列的表头说的是同一件事：{cells}，分不清用哪一列，这张表没有读",
            "只留一列，其余删除",
            (header, twice[1]),
            county=self.county,
        )
        for places in self.down.rows.values():
            for place in places:
                self.sheet.claim_row(place, Use.REPORTED)
        self.sheet.claim_column(twice[1], [header], Use.REPORTED)

    def _item(self, row: int, item: ItemSpec) -> None:
        self.sheet.claim((row, self.down.ids))
        fault, place = self._unit(row, item)
        self._claim_texts(row, item)
        self.sheet.row_names[row] = item.name
        for column in (self._column(STATUS), self._column(REASON)):
            if column is not None:
                self.sheet.claim_filled(column, [row], Use.REMARK)
        if fault is not None:
            self._refuse(fault, place, item)
        else:
            self._figure(row, item)

    def _cell(self, row: int, label: str) -> Raw:
        """What stands under a label; a blank where there is no such column."""
        column = self._column(label)
        return None if column is None else self.sheet.at((row, column))

    def _unit(self, row: int, item: ItemSpec) -> tuple[Fault | None, Place]:
        """What is wrong with the unit that the row says: in its column, behind the name, in the reason."""
        for label in (UNIT, *NAMES, REASON):
            text = as_text(self._cell(row, label)).strip()
            unit = text if label == UNIT else unit_in(text)
            fault = unit_fault(unit, item, where="这一行") if unit else None
            if fault is not None:
                return fault, (row, self.down.labels[label])
        return None, (row, self.down.ids)

    def _claim_texts(self, row: int, item: ItemSpec) -> None:
        """Claim what the form says of the item; a name that is not the item's is a warning."""
        texts = self.texts(item)
        for label, text in texts.items():
            column = self._column(label)
            if column is None or not text:
                continue
            place = (row, column)
            if self.sheet.expect(place, text) or is_blank(self.sheet.at(place)):
                continue
            written = as_text(self.sheet.at(place))
            if label == UNIT or letters(written) == letters(text):
                self.sheet.claim(place)
            elif label in NAMES:
                self.sheet.claim(place)
                if unit_in(written) is None:
                    self.sheet.findings.add(
                        "W_NAME",
                        f"这一行的编号是 {item.id}（{item.name}），名称写的是“{short(written)}”，按编号读了",
                        f"是这一项的，把名称改回“{item.name}”；不是的，改正编号",
                        place,
                        county=self.county,
                        item=item.id,
                    )
        for label in REMARKS | _WORDS:
            column = self._column(label)
            beside = self._cell(row, label)
            if column is not None and (is_figure(beside) if label == VERIFIED else not is_blank(beside)):
                self.sheet.claim((row, column), Use.REMARK)

    def _figure(self, row: int, item: ItemSpec) -> None:
        """The figure; or its status, with the reason, in its stead."""
        place: Place = (row, self.down.figure)
        raw = self.sheet.at(place)
        at = self._column(STATUS)
        status = squeezed(as_text(self._cell(row, STATUS)))
        if status in FILLED:
            self._note_reason(row, item)
            read_figure(self.sheet, place, self.county, item, self.into, merged=self._merged)
            return
        beside = (row, at or 0)
        if status not in STATUSES:
            remedy = f"有数的留空；没有数的选{'或'.join(f'“{one}”' for one in STATUSES)}，并写原因"
            message = f"“{item.name}”的状态写的是“{short(status)}”，按缺报处理"
            self._refuse(Fault("E_STATUS", message, remedy), beside, item)
            return
        self.sheet.claim(beside, Use.FIGURE)
        if not is_blank(raw):
            message = f"“{item.name}”的状态是“{status}”，又填了“{short(as_text(raw))}”，分不清用哪一个"
            self._refuse(Fault("E_STATUS", message, "有数的把状态删掉，没有数的把数删掉"), place, item)
            return
        reason = tidy(as_text(self._cell(row, REASON)))
        self._declare(f"{status}（{reason}）" if reason else status, beside, item)

    def _note_reason(self, row: int, item: ItemSpec) -> None:
        """A reason without a status explains nothing that is used."""
        reason = as_text(self._cell(row, REASON))
        if reason.strip():
            self.sheet.findings.add(
                "N_REASON",
                f"“{item.name}”没有选状态，“{REASON}”里写的“{short(reason)}”只作备注",
                "没有数的，把数删掉、选状态；有数的可以不管",
                (row, self.down.labels.get(REASON, 0)),
                county=self.county,
                item=item.id,
            )

    def _declare(self, status: str, place: Place, item: ItemSpec) -> None:
        reading = read_cell(status, item, appearance_at(self.sheet.grid, place, {}))
        if reading.fault is not None and reading.fault.code == "W_REASON":
            reading = replace(reading, fault=replace(reading.fault, remedy="在“原因”列写明原因"))
        record(self.sheet, place, (self.county, item.id), self.into, reading, status)

    def _refuse(self, fault: Fault, place: Place, item: ItemSpec) -> None:
        key = (self.county, item.id)
        self.into.values[key] = UNUSABLE
        self.into.sources[key] = self.sheet.findings.source(place)
        said = replace(fault, message=f"{fault.message}，没有读") if fault.code == "E_UNIT" else fault
        self.sheet.findings.fault(said, place, county=self.county, item=item.id)
        self.sheet.claim_filled(self.down.figure, [place[0]], Use.REPORTED)

    def _beside(self, item_id: str, row: int, items: Mapping[str, ItemSpec]) -> None:
        """Figures that only checks read: other years' columns and rows, items that the scheme does not have."""
        place = (row, self.down.figure)
        if item_id in self.beside.items:
            item = self.beside.items[item_id]
            self.sheet.claim((row, self.down.ids))
            self._claim_texts(row, item)
            read_beside(self.sheet, place, self.county, item, self.beside, self._merged)
        elif elsewhere := ELSEWHERE.fullmatch(item_id):
            self.sheet.claim((row, self.down.ids))
            if elsewhere[1] in items and elsewhere[2].isdecimal():
                self._claim_texts(row, other_year(items[elsewhere[1]], int(elsewhere[2]), item_id))
            self._other(place, item_id)
        if item_id in items:
            for year, column in self.down.years.items():
                self._other((row, column), f"{item_id}@{year}")

    def _other(self, place: Place, name: str) -> None:
        raw: Raw = self.sheet.at(place)
        if is_figure(raw):
            self.beside.figures[self.county, name] = float(raw)  # type: ignore[arg-type]
            self.sheet.claim(place, Use.FIGURE)


VERIFIED = "核定分"
_WORDS = frozenset(("自评说明", VERIFIED, "扣分原因"))
_KNOWN = REMARKS | _WORDS | {
    "序号", "编号", "数据项编号", "指标编号", "考核类别", "分值", "评分标准", "填法", "定义", "依据", "示例", "核对",
    UNIT, STATUS, REASON, *NAMES,
}  # fmt: skip
