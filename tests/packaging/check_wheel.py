"""``python tests/packaging/check_wheel.py WHEEL``: only scoring, workbook and the metadata stand at the top."""

from __future__ import annotations

import sys
import zipfile

NEEDED = (
    "scoring/_data/config/schemes/yuncheng-14fyp/scheme.yaml",
    "scoring/_data/config/regions/yuncheng.yaml",
    "scoring/_data/config/items/energy.yaml",
    "scoring/_data/examples/yuncheng-2025/yuncheng-2025.xlsx",
    "scoring/_data/constraints.txt",
    "scoring/py.typed",
    "workbook/command/app.py",
    "workbook/documents/templates/circular.docx",
    "workbook/documents/templates/county-sheet.docx",
    "workbook/documents/templates/feedback.docx",
    "workbook/documents/templates/submission.docx",
    "workbook/documents/templates/rectification.docx",
    "workbook/documents/templates/uses.docx",
    "workbook/report/page/page.html",
    "workbook/report/page/page.css",
    "workbook/report/page/start.js",
    "workbook/scenario_page/page/page.html",
    "workbook/scenario_page/page/scenario.css",
    "workbook/scenario_page/page/evaluator.js",
    "workbook/scenario_page/page/rounding.js",
    "workbook/scenario_page/page/open.js",
)


def main(path: str) -> None:
    """Exit with what is wrong with the wheel's file list."""
    names = zipfile.ZipFile(path).namelist()
    tops = {name.split("/")[0] for name in names}
    strangers = {top for top in tops if top not in ("scoring", "workbook") and not top.endswith(".dist-info")}
    faults = [f"at the top: {one}" for one in sorted(strangers)]
    faults += [f"missing: {one}" for one in NEEDED if one not in names]
    faults += [f"not to be shipped: {one}" for one in names if "/tests/" in one or "__pycache__" in one]
    if faults:
        sys.exit("\n".join(faults))
    print(f"wheel: {len(names)} files, as they should be")


if __name__ == "__main__":
    main(sys.argv[1])
