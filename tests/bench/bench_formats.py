"""Every kind of file that kaohe writes, validated: python -m tests.bench.bench_formats OPENXML_AUDIT [FOLDER] [FORMAT].

OPENXML_AUDIT is the command of the package openxml-audit (a second implementation of the Open XML SDK's checks), in an
environment of its own. Prints every kind of error with its first file; status 1 where there is one, or where a planted
fault is not found.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scoring import assess, load_scheme
from scoring.scheme.loader import list_schemes
from tests.support.cities import random_city
from workbook.result.write import write_result

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SUFFIXES = (".xlsx", ".xlsm", ".xlam", ".docx")


EXPLAINED = ("Unexpected element 'color' found", "Unexpected element 'b' found", "inline-string cell")
"""Findings in marked copies that are no fault of theirs, explained in docs/architecture.md."""


def kaohe(*arguments: str | Path) -> None:
    """A command of the program; status 0 or 1 (the data has errors) is right."""
    call = [sys.executable, "-m", "workbook.command.app", *map(str, arguments)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(call)}\n{done.stdout}{done.stderr}")


def write_all(folder: Path) -> None:
    """Result workbooks of every shipped scheme, templates, marked copies, lists, documents, comparison, plug-in."""
    for number, entry in enumerate(list_schemes()):
        scheme = load_scheme(entry.id)
        names = [one.name for one in scheme.region.counties] if scheme.region else list("甲乙丙丁戊己庚辛")
        year = scheme.spec.period.end if number % 2 or scheme.spec.blend else scheme.spec.period.start
        table = random_city(scheme, names, 2000 + number, missing=0.05)
        write_result(assess(scheme, table, year), folder / f"result-{entry.id}.xlsx")
        kaohe("scheme", "show", entry.id, "-o", folder / f"scheme-{entry.id}.xlsx")
    demonstration = EXAMPLES / "yuncheng-2025" / "yuncheng-2025.xlsx"
    last, this = folder / "demonstration.xlsx", folder / "demonstration-set.xlsx"
    kaohe("score", demonstration, "-o", last)
    kaohe("score", EXAMPLES / "yuncheng-2025-set", "-o", this)
    kaohe("score", demonstration, "--last", last, "-o", folder / "with-last.xlsx")
    kaohe("compare", last, this, "-o", folder / "comparison.xlsx")
    kaohe("template", "--year", "2025", "-o", folder / "template.xlsx")
    kaohe("template", "--year", "2025", "--by", "dimension", "-o", folder / "template-dimension.xlsx")
    kaohe("template", "--year", "2025", "--scheme", "yuncheng-14fyp-full", "-o", folder / "template-full.xlsx")
    kaohe("template", "--year", "2026", "--scheme", "carbon-2026", "--per-county", folder / "counties")
    kaohe("template", "--year", "2025", "--per-bureau", folder / "bureaus")
    kaohe("template", "--year", "2025", "--set", folder / "set")
    wrong = EXAMPLES / "yuncheng-2025-errors" / "yuncheng-2025-errors.xlsx"
    kaohe(
        "check",
        wrong,
        "--xlsx",
        folder / "problems.xlsx",
        "--owed",
        folder / "owed.xlsx",
        "--marked",
        folder / "marked",
    )
    issued = ("--document", "运政办发〔2026〕1号", "--date", "2026-07-10")
    for stage, more in (("初评", ("--until", "2026-04-10")), ("送审", ()), ("审定", issued)):
        staged = folder / f"{stage}.xlsx"
        kaohe("score", demonstration, "--stage", stage, "-o", staged)
        kaohe("report", staged, "-o", folder / f"documents-{stage}", *more)
    (folder / "plugin").mkdir()
    kaohe("excel", "build", "-o", folder / "plugin")


def audited(command: str, folder: Path, form: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every finding of the validator, with its file."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES):
        call = [command, "-m", "0", "-o", "json", "-f", form, str(path)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        try:
            said = json.loads(done.stdout)[0]
        except (ValueError, IndexError):
            raise SystemExit(f"{path}: {done.stdout}{done.stderr}") from None
        yield path, said


def finds_planted(command: str, book: Path, work: Path, form: str) -> bool:
    """Whether the validator finds an attribute that the format does not know."""
    planted = work / "planted"
    planted.mkdir()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(planted / book.name, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<pageMargins ", b'<pageMargins kaohe="1" '))
    return any(said["errors"] for _, said in audited(command, planted, form))


def kind_of(error: dict[str, Any]) -> str:
    """A finding without its place, so that the same ones are counted together."""
    part = re.sub(r"\d+", "N", str(error.get("part_uri") or error.get("part") or ""))
    return f"{part}: {re.sub(r'[0-9]+', 'N', str(error.get('description') or error.get('message') or error))}"


def main(command: str, folder: str = "", form: str = "office2019") -> int:
    """Write, validate, and print the kinds of finding."""
    with tempfile.TemporaryDirectory() as work:
        place = Path(folder) if folder else Path(work)
        if not folder or not any(place.rglob("*.xlsx")):
            place = place / "files" if not folder else place
            place.mkdir(exist_ok=True)
            write_all(place)
        planted = finds_planted(command, place / "demonstration.xlsx", Path(work), form)
        found: Counter[str] = Counter()
        first: dict[str, str] = {}
        files: Counter[str] = Counter()
        for path, said in audited(command, place, form):
            files[path.suffix] += 1
            for error in said["errors"]:
                kind = kind_of(error)
                found[kind] += 1
                first.setdefault(kind, str(path.relative_to(place)))
    print(f"{sum(files.values())} files ({', '.join(f'{count} {suffix}' for suffix, count in files.items())}), {form}")
    unexplained = 0
    for kind, count in found.most_common():
        known = first[kind].startswith("marked") and any(one in kind for one in EXPLAINED)
        unexplained += not known
        print(f"  {count} × {kind} ({first[kind]}){' — explained' if known else ''}")
    print(
        f"{len(found)} kinds of finding, {unexplained} not explained; a planted fault is {'found' if planted else 'NOT found'}"
    )
    return int(unexplained > 0 or not planted)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
