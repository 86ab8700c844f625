"""Every shipped workbook, written in every way, before openpyxl, calamine and LibreOffice: python -m tests.bench.bench_judges

The suite takes a file of each kind, in some of the ways (tests/workbook/reading/formats/test_judges.py); what differs ends the run.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.support.variants import BY_HAND
from tests.workbook.reading.formats.test_judges import (
    Judged,
    as_it_is,
    by_openpyxl_saved,
    by_xlsxwriter_anew,
    in_another_way,
    originals,
    saved_by_libreoffice,
    shown_alike,
)


def main() -> None:
    """A line a file, then LibreOffice's two conversions of all."""
    files = originals()
    judged = Judged(files)
    for name, data in files.items():
        as_it_is(data, judged[name])
        for way in BY_HAND:
            in_another_way(way, data, judged[name])
        by_openpyxl_saved(data, judged[name])
        by_xlsxwriter_anew(data, judged[name])
        print(f"{name}: {len(BY_HAND) + 3} ways, none different", flush=True)
    for conversion in (
        lambda folder: saved_by_libreoffice(files, judged, folder),
        lambda folder: shown_alike(files, folder),
    ):
        with tempfile.TemporaryDirectory() as folder:
            conversion(Path(folder))
    print(f"{len(files)} files saved and shown by LibreOffice: none different")


if __name__ == "__main__":
    main()
