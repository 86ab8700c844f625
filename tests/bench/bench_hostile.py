"""Files that hang, abort or swell a reader: each in a process of its own with 1 GB of address space and 20 s of processor.

python -m tests.bench.bench_hostile [NAME …]

Prints a line a file: its size, seconds of processor, peak memory (MiB), and the sentence that it is refused with, or what was read.
Exit 1 if any ended otherwise than with a sentence that names the file, or by being read.
"""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.support.packages import MAIN, SHEET, Parts, parts, sheet, styles

ROOT = Path(__file__).resolve().parents[2]
MEMORY, SECONDS = 1 << 30, 20
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
CODE = f"""
import atexit, resource, sys
def told():
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024
    print(round(used.ru_utime + used.ru_stime, 1), peak, file=sys.stderr)
atexit.register(told)
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from pathlib import Path
from scoring.errors import DataError
from workbook.reading.opening import open_book
try:
    book = open_book(Path(sys.argv[1])).book
    print("read", sum(len(book.rows(sheet)) for sheet in book.sheets), "rows")
except DataError as error:
    print("refused", error)
"""


def book(content: Parts, level: int = 9) -> bytes:
    """The parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def data(rows: str) -> bytes:
    """A workbook of these rows."""
    return book(parts(rows))


def noise(part: bytes) -> bytes:
    """A part with a comment at its end that does not pack, so that the whole seems to be of an ordinary ratio."""
    comment = base64.b64encode(os.urandom(len(part) // 200))
    return part + b"<!-- " + comment + b" -->"


def with_noise(rows: str) -> bytes:
    """A workbook of these rows, seemingly ordinary."""
    return book({**parts(), SHEET: noise(sheet(rows))})


def strings(inner: str, rows: str = ONE) -> bytes:
    """A workbook with these texts, seemingly ordinary."""
    content = parts(rows, strings=inner)
    return book({**content, "xl/sharedStrings.xml": noise(content["xl/sharedStrings.xml"])})


def bomb(part: str, declared: str, use: str) -> bytes:
    """A part with entities and a use of them."""
    content = parts(ONE)
    text = content[part].decode()
    content[part] = (declared + text.replace("</", f"{use}</", 1)).encode()
    return book(content)


def many_entries(count: int) -> bytes:
    """A directory of so many empty parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}", b"")
    return buffer.getvalue()


def styled(count: int) -> bytes:
    """Formatted figures, a style each."""
    look = styles(
        '<numFmt numFmtId="164" formatCode="0.00%"/>', "<font><strike/></font>", '<xf numFmtId="164"/>' * 60_000
    )
    rows = "".join(
        f"<row>{''.join(f'<c s={chr(34)}{(n * 100 + c) % 60000}{chr(34)}><v>1</v></c>' for c in range(100))}</row>"
        for n in range(count)
    )
    return book(parts(rows, look=look))


def far_in_a_named_part() -> bytes:
    """A cell far away in a part that is not called .xml."""
    content = parts(ONE)
    content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(
        b"worksheets/sheet1.xml", b"s.bin"
    )
    content["xl/s.bin"] = content.pop(SHEET).replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    return book(content)


LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
LONG = f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>'

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "far cell": ("a.xlsx", lambda: data(f'{ONE}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "far cell behind >": ("a.xlsx", lambda: data(f'{ONE}<row r="1048576"><c x="&gt;>" r="XFD1048576"><v>1</v></c></row>')),
    "far cell in s.bin": ("a.xlsx", far_in_a_named_part),
    "one column of 1,048,576": ("a.xlsx", lambda: data(f'{ONE}<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
    "array over all cells": ("a.xlsx", lambda: data('<row><c><f t="array" ref="A1:XFD1048576">1</f></c></row>')),
    "1,000 arrays of 5 million": ("a.xlsx", lambda: data("".join('<row><c><f t="array" ref="A1:E1000000">1</f></c></row>' for _ in range(1000)))),
    "comment of 100,000 <c": ("a.xlsx", lambda: book(parts(rows=sheet(ONE, after=f"<!-- {'<c ' * 100_000} -->")))),
    "comment of 2,000,000 <c": ("a.xlsx", lambda: book(parts(rows=sheet(ONE, after=f"<!-- {'<c ' * 2_000_000} -->")))),
    "comment of 200,000 hidden <col": ("a.xlsx", lambda: book(parts(rows=sheet(ONE, before="<!-- " + '<col min="1" max="16384" hidden="1">' * 200_000 + " -->")))),
    "200,000 hidden <col": ("a.xlsx", lambda: book(parts(rows=sheet(ONE, before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 200_000 + "</cols>")))),
    "row number of 5,000 digits": ("a.xlsx", lambda: data(f'<row r="{"9" * 5000}"/>')),
    "number of 8 million digits": ("a.xlsx", lambda: data(f'<row><c><v>{"9" * 8_000_000}</v></c></row>')),
    "20 numbers of 8 million digits": ("a.xlsx", lambda: with_noise("<row>" + f'<c><v>{"9" * 8_000_000}</v></c>' * 20 + "</row>")),
    "address of a million letters": ("a.xlsx", lambda: data(f'<row><c r="{"A" * 1_000_000}"><v>1</v></c></row>')),
    "400,000 merges": ("a.xlsx", lambda: book(parts(rows=sheet(ONE, after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 400_000 + "</mergeCells>")))),
    "2,000,000 strangers": ("a.xlsx", lambda: book(parts(rows=sheet(ONE, after="<extLst>" + "<a/>" * 2_000_000 + "</extLst>")))),
    "row of 2,000,000 cells": ("a.xlsx", lambda: data("<row>" + "<c/>" * 2_000_000 + "</row>")),
    "2,000,000 empty rows": ("a.xlsx", lambda: data("<row/>" * 2_000_000)),
    "1,000,000 rows of hidden": ("a.xlsx", lambda: data('<row hidden="1"/>' * 1_000_000 + ONE.replace(' r="1"', "").replace(' r="A1"', ""))),
    "12 million empty cells": ("a.xlsx", lambda: with_noise(("<row>" + '<c s="0"/>' * 16_000 + "</row>") * 750)),
    "5 million figures": ("a.xlsx", lambda: with_noise(("<row>" + "<c><v>1.5</v></c>" * 50 + "</row>") * 100_000)),
    "5 million errors": ("a.xlsx", lambda: with_noise(("<row>" + '<c t="e"><v>#N/A</v></c>' * 50 + "</row>") * 100_000)),
    "2 million formulas": ("a.xlsx", lambda: with_noise(("<row>" + "<c><f>A1</f></c>" * 50 + "</row>") * 40_000)),
    "2 million struck figures": ("a.xlsx", lambda: with_noise(("<row>" + '<c s="0"><v>1</v></c>' * 50 + "</row>") * 40_000)),
    "4 million formatted figures": ("a.xlsx", lambda: styled(40_000)),
    "4 million texts": ("a.xlsx", lambda: strings("<si><t>x</t></si>" * 4_000_000)),
    "20 million empty texts": ("a.xlsx", lambda: strings("<si/>" * 20_000_000)),
    "200 MB of text with an emoji": ("a.xlsx", lambda: strings(f"<si><t>{'x' * 4_000_000}\U0001f600</t></si>" * 50)),
    "250 MB of text in cells": ("a.xlsx", lambda: with_noise(f'<row><c t="inlineStr"><is><t>{"x" * 2_500_000}\U0001f600</t></is></c></row>' * 100)),
    "text of 100,000 runs": ("a.xlsx", lambda: strings("<si>" + "<r><rPr><strike/></rPr><t>x</t></r><r><t>y</t></r>" * 50_000 + "</si>", "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(1000)))),
    "100,000 deep": ("a.xlsx", lambda: book(parts(rows=sheet("<row>" * 100_000)))),
    "100,000 attributes": ("a.xlsx", lambda: data("<row " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>")),
    "100,000 namespaces": ("a.xlsx", lambda: data("<row " + " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(100_000)) + "/>")),
    "billion laughs": ("a.xlsx", lambda: bomb(SHEET, LAUGHS, "&a9;")),
    "late DOCTYPE": ("a.xlsx", lambda: bomb("xl/styles.xml", f"<!--{' ' * 12_000_000}-->{LONG}", "&a;" * 18_000)),
    "entities in s.bin": ("a.xlsx", lambda: book({**parts(ONE), "_rels/.rels": parts()["_rels/.rels"].replace(b"xl/workbook.xml", b"w"), "w": (LAUGHS + f'<workbook xmlns="{MAIN}" a="&a9;"/>').encode()})),
    "250,000 parts": ("a.xlsx", lambda: many_entries(250_000)),
    "parts that lie of their size": ("a.xlsx", lambda: book(parts(ONE)).replace((len(parts(ONE)[SHEET])).to_bytes(4, "little"), (7).to_bytes(4, "little"))),
    "300 MB of zeros": ("a.xlsx", lambda: book({**parts(ONE), "xl/a": bytes(301 << 20)})),
    "30 MB of newlines": ("a.csv", lambda: "考核年度：2025\n县（市、区）,decline_actual\n".encode() + b"\n" * 30_000_000),
    "30 MB of commas": ("a.csv", lambda: b"," * 30_000_000),
    "40 MB of letters": ("a.csv", lambda: b"a" * 40_000_000),
    "5 million cells": ("a.csv", lambda: (b"1234567," * 49 + b"1\n") * 99_000),
    "39 MB in one quotation": ("a.csv", lambda: b'"' + b"\n" * 900_000 + b"a" * 38_000_000),
    "40 MB of emoji": ("a.csv", lambda: ("\U0001f600," * 7_000_000).encode()),
}  # fmt: skip


def run(path: Path) -> tuple[int, str, str]:
    """Exit status, processor seconds and peak MiB, and what was said."""
    command = [sys.executable, "-c", CODE, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    told = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, told[-1] if told else "", done.stdout.decode("utf-8", "replace").strip()


def main() -> int:
    """Print the table."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, (file, make) in FILES.items():
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            path = Path(folder) / file
            path.write_bytes(make())
            status, used, said = run(path)
            good = status == 0 and said.startswith(("read ", f"refused {file}："))
            failed += not good
            size = f"{path.stat().st_size:>11,} bytes"
            print(f"{'  ' if good else '!!'} {name:32s} {size}  {used:>12s}  {said[:110] or status}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
