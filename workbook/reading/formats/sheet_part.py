"""The part of one sheet, read in one pass to a grid."""

from __future__ import annotations

from workbook.reading.formats.areas import MOST_COLUMNS, MOST_ROWS, place_of
from workbook.reading.formats.cell_formats import CellFormat, Formats, Runs, marks
from workbook.reading.formats.cell_part import CellReader, Common
from workbook.reading.formats.moments import moment
from workbook.reading.formats.refusal import doubtful, too_far
from workbook.reading.formats.sheet_frame import SheetFrame, is_yes, is_zero
from workbook.reading.formats.xml import Chunks, Element, Stream, local, namespace
from workbook.reading.grid import MOST_CELLS, Grid, Hidden, Place
from workbook.reading.raw import Raw, Uncalculated, address, column_name

_ELSEWHERE = "=…"
_NAMES = [column_name(column) for column in range(702)]  # to ZZ; nearly every cell stands in the next of these
_NAMES += [""] * (MOST_COLUMNS + 1 - len(_NAMES))


def read_sheet(name: str, part: str, chunks: Chunks, common: Common, hidden: bool) -> Grid:
    """A sheet's grid. hidden: whether the workbook hides it.

    Raises Refusal, naming the sheet and mostly the cell, for what is not as the format's specification says.
    """
    return _Sheet(name, common).read(part, chunks, hidden)


class _Sheet:
    def __init__(self, name: str, common: Common) -> None:
        self._name, self._common = name, common
        self._reader = CellReader(name, common)
        self._rows: list[list[Raw]] = []
        self._formats: dict[int, list[CellFormat | None]] = {}
        self._cell_tag = ""
        self._width = 0
        self._hidden: list[int] = []

    def read(self, part: str, chunks: Chunks, hidden: bool) -> Grid:
        stream = Stream(part, chunks, "row", "sheetData")
        last = -1
        for row in stream:
            if not self._cell_tag:
                self._reader.set_namespace(namespace(row))
                self._cell_tag = f"{{{namespace(row)}}}c"
            last = self._row(row, last)
        frame = SheetFrame(self._name, stream.root_at_end())
        self._fill_spreads()
        blank: list[Raw] = [None] * self._width
        for number, line in enumerate(self._rows):
            if not line:
                self._rows[number] = blank
            elif len(line) < len(blank):
                line += blank[len(line) :]
        struck: frozenset[Place] = frozenset()
        runs: Runs = self._reader.runs
        if runs or self._common.styles.marked:
            struck, runs = marks(self._rows, self._formats, runs)
        return Grid(
            self._name,
            self._rows,
            Formats(self._rows, self._formats),
            self._reader.formulas,
            struck,
            runs,
            Hidden(
                hidden,
                frozenset(one for one in self._hidden if one < len(self._rows)),
                frame.hidden_columns(self._width),
            ),
            frame.merged,
        )

    def _row(self, row: Element, last: int) -> int:
        """Read a row; its number, from 0."""
        own, number = row.get("r"), last + 1
        if own is not None and own != str(number + 1):
            number = int(own) - 1 if own.isascii() and own.isdigit() and len(own) < 8 else -1
        if not last < number < MOST_ROWS:
            raise doubtful(f"工作表“{self._name}”的第 {(own or str(number + 1))[:20]} 行写了两遍，或者行号、次序不对")
        hidden, height = row.get("hidden"), row.get("ht")
        if (hidden is not None and is_yes(hidden)) or (height is not None and is_zero(height)):
            self._hidden.append(number)
        if len(row):
            self._cells(row, number)
        return number

    def _cells(self, row: Element, number: int) -> None:
        """Put the cells of a row in their places. The one hot loop of all reading: no calls for the usual cells."""
        strings, styles, reader = self._common.strings, self._common.styles, self._reader
        names, cell_tag, value_tag, has_runs = _NAMES, self._cell_tag, reader.value_tag, bool(strings.runs)
        from_1904 = self._common.from_1904
        line: list[Raw] = []
        formats: list[CellFormat | None] = []
        told, skipped, gaps, index = str(number + 1), 0, 0, -1
        for index, cell in enumerate(row.iterchildren(cell_tag)):
            where = cell.get("r")
            if where != names[index + skipped] + told and (where is not None or index + skipped >= MOST_COLUMNS):
                skipped = self._column(where, number, index + skipped) - index
            count = len(cell)
            if not count:
                continue
            column = index + skipped
            kind = cell.get("t")
            inner = cell[0]
            try:
                cell_format = styles[cell.get("s")]
                text = inner.text
                if count != 1 or text is None or inner.tag != value_tag or len(inner):
                    value = reader.whole(cell, kind, cell_format, (number, column))
                elif kind == "s" and not has_runs:
                    value = strings[text] or None
                elif kind is None or kind == "n":
                    value = float(text)
                    if value - value or "_" in text or not text.isascii():  # no number, but float() takes it for one
                        value = reader.constant(kind, text, cell_format, (number, column))
                    elif cell_format is not None and cell_format.shown:
                        value = moment(value, cell_format.shown, from_1904)
                else:
                    value = reader.constant(kind, text, cell_format, (number, column))
            except ValueError:
                value = reader.constant(kind, inner.text, cell_format, (number, column))
            except KeyError as error:
                message = f"用的文字或样式（编号 {str(error.args[0])[:20]}）文件里没有"
                raise reader.doubt((number, column), message) from error
            if value is None:
                continue
            if column != len(line):
                gaps += column - len(line)
                line += [None] * (column - len(line))
            line.append(value)
            if cell_format is not None:
                if column != len(formats):
                    formats += [None] * (column - len(formats))
                formats.append(cell_format)
        if index + 1 != len(row):
            self._refuse_strangers(row)
        if line:
            self._common.count(len(line) - gaps)
            if len(line) > self._width or (number + 1) * self._width > MOST_CELLS:
                self._widen(number, len(line))
            while len(self._rows) < number:
                self._rows.append([])
            self._rows.append(line)
            if formats:
                self._formats[number] = formats

    def _column(self, where: str | None, row: int, least: int) -> int:
        """The column of a cell that is not simply the next one, which is ``least``."""
        place = (row, least) if where is None else place_of(where)
        if place is None or place[0] != row or not least <= place[1] < MOST_COLUMNS:
            reference = (where or address(row, least))[:20]
            raise doubtful(f"工作表“{self._name}”第 {row + 1} 行的格 {reference} 写了两遍，或者地址、次序不对")
        return place[1]

    def _refuse_strangers(self, row: Element) -> None:
        for one in row:
            if one.tag != self._cell_tag and local(one) != "extLst":
                raise doubtful(f"工作表“{self._name}”第 {row.get('r', '？')[:20]} 行里有放错地方的内容")

    def _widen(self, last: int, width: int) -> None:
        """Make sure that the sheet down to row ``last`` is not too large to be held."""
        self._width = max(self._width, width)
        if max(last + 1, len(self._rows)) * self._width > MOST_CELLS:
            raise too_far(self._name, address(max(last, len(self._rows) - 1), self._width - 1))

    def _fill_spreads(self) -> None:
        """Cells that a formula elsewhere fills are formulas too; one without a stored result is not blank."""
        for top, left, bottom, right in self._reader.filled_by_one:
            self._widen(bottom, right + 1)
            self._rows += ([] for _ in range(bottom + 1 - len(self._rows)))
            for row in range(top, bottom + 1):
                line = self._rows[row]
                line += [None] * (right + 1 - len(line))
                for column in range(left, right + 1):
                    self._reader.note_one()
                    self._reader.formulas.setdefault((row, column), _ELSEWHERE)
                    if line[column] is None:
                        line[column] = Uncalculated(_ELSEWHERE)
