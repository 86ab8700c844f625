"""Every shipped scheme as a workbook that LibreOffice saved again: the same hash? ``python -m tests.bench.bench_scheme_workbook``"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from scoring import load_scheme
from scoring.scheme.catalogue import shipped
from tests.support.libreoffice import convert
from workbook.scheme_workbook.opening import open_scheme
from workbook.scheme_workbook.writing import scheme_book_bytes


def main() -> None:
    """Print a line a scheme, and what writing and reading took."""
    with tempfile.TemporaryDirectory() as room:
        work = Path(room)
        schemes = [load_scheme(one) for one in shipped()]
        start = time.process_time()
        for one in schemes:
            (work / f"{one.id}.xlsx").write_bytes(scheme_book_bytes(one))
        print(
            f"{len(schemes)} workbooks written and read back in {time.process_time() - start:.1f} s of processor time"
        )
        convert([work / f"{one.id}.xlsx" for one in schemes], work / "saved", work / "profile")
        wrong = [one.id for one in schemes if open_scheme(work / "saved" / f"{one.id}.xlsx").sha256 != one.sha256]
        print(
            f"after LibreOffice: {len(schemes) - len(wrong)} of {len(schemes)} the same"
            + "".join(f"\n  {one}" for one in wrong)
        )


if __name__ == "__main__":
    main()
