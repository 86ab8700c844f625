"""The catalogue as a page: python -m tests.workbook.bad_input.page > docs/bad-input.md"""

from __future__ import annotations

from tests.workbook.bad_input import accounted, books, cells, decided, files, folders, sets, sheets
from tests.workbook.bad_input.kinds import Kind

HEAD = """# Bad input

What people hand in, and exactly what they are told. Every line is a test (`tests/workbook/bad_input/test_bad_input.py`): the message and
the place are compared to the letter, and all problems of a file are found in one run. This page is written by
`python -m tests.workbook.bad_input.page`; a test holds that it is up to date.

Severity: **error** leaves the figure 缺报 (or the file out) and ends with exit status 1; **warning** is read as said; **note** is for
information. **refused** is a single file that cannot be read at all (exit status 2); in a folder the same is an error of that file,
`E_FILE`, and the others are read. Examples and places are of a small scheme that the tests use; in the last three sections of
the demonstration city, spoilt in one place, and the message is what that adds. Whoever reads a code in a list of problems finds it
here; `test_every_code_stands_on_the_page` says of the few that no file can cause what causes them.
"""
SEVERITY = {"error": "error", "warning": "warning", "note": "note"}
SECTIONS = (
    ("Cells", cells.KINDS),
    ("Sheets, headings, counties", sheets.KINDS),
    ("Cells nobody asked for, looks, and what could be meant in two ways", accounted.KINDS),
    ("Files", files.KINDS),
    ("Folders, and files that are no data", folders.KINDS),
    ("Lists, counties' books, figures that contradict, scores that cannot be had", books.KINDS),
    ("A set: who says what, who owes what, what is certified", sets.KINDS),
    ("Decisions: adjustments, revisions, approvals, appeals", decided.KINDS),
)


def every_kind() -> list[tuple[int, Kind]]:
    """The kinds with their numbers."""
    return list(enumerate((kind for _, kinds in SECTIONS for kind in kinds), 1))


def page() -> str:
    """The page, in Markdown."""
    lines, number = [HEAD], 0
    for title, kinds in SECTIONS:
        lines += [
            f"## {title}",
            "",
            "| no. | what | example | place | message | severity | code |",
            "|---|---|---|---|---|---|---|",
        ]
        for kind in kinds:
            number += 1
            severity = SEVERITY[kind.severity] if kind.code else "refused"
            shown = (kind.what, kind.example, kind.place or "—", kind.message.replace("{folder}", "…"))
            row = " | ".join(one.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;") for one in shown)
            lines.append(f"| {number} | {row} | {severity} | {kind.code or '—'} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    print(page(), end="")
