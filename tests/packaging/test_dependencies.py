"""pyproject.toml and constraints.txt: what is imported is declared, what is declared is used, has its reason, and is pinned with all that it needs."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)["project"]
EXTRAS = PROJECT["optional-dependencies"]
# Distributions of which nothing is imported: commands, plug-ins and types.
COMMANDS = {"build", "mypy", "pandas-stubs", "pytest-xdist", "ruff", "types-openpyxl", "types-pyyaml", "uv"}
OTHER_NAMES = {"pythoncom": "pywin32", "win32com": "pywin32", "skcriteria": "scikit-criteria", "distributed": "dask"}
IMPORT = re.compile(
    r"^[ \t]*(?:import|from)[ \t]+(\w+)(?:[\w.]*[ \t]+import\b|[\w.]*(?:[ \t]+as[ \t]+\w+)?[ \t]*$)", re.MULTILINE
)
"""The first name of an import, each of which has a line of its own."""
OURS = {"scoring", "workbook", "tests", "examples", "run", "mutation_reach", "mutation_survivors", "mutation_trials"}


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(one).name) for one in requirements} - {"kaohe"}


def imported(*rooms: str) -> set[str]:
    """The distributions that files of these folders import."""
    modules = set[str]()
    for path in (path for room in rooms for path in (ROOT / room).rglob("*.py")):
        modules |= {*IMPORT.findall(path.read_text(encoding="utf-8"))}
    modules -= {*sys.stdlib_module_names, *OURS}
    found = metadata.packages_distributions()
    return {canonicalize_name(OTHER_NAMES.get(one) or found.get(one, [one])[0]) for one in modules}


def entries(*parts: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Name to requirement and hashes of every entry of some parts of constraints.txt."""
    text = (ROOT / "constraints.txt").read_text(encoding="ascii").replace("\\\n", "")
    named = dict(part.split("\n", 1) for part in text.split("# == ")[1:])
    lines = [line.split(" --hash=sha256:") for part in parts or named for line in named[part].splitlines() if line]
    return {Requirement(said).name: (Requirement(said), [one.strip() for one in hashes]) for said, *hashes in lines}


def test_the_programs_libraries_are_those_it_imports() -> None:
    """distributed is asked for by the extra cluster."""
    assert imported("scoring", "workbook") == names(PROJECT["dependencies"]) | names(EXTRAS["cluster"])


def test_the_tests_libraries_are_those_they_import() -> None:
    here = imported("tests", "examples")
    assert here <= names(PROJECT["dependencies"]) | names(EXTRAS["test"]) | names(EXTRAS["bench"])
    assert names(EXTRAS["test"]) | names(EXTRAS["bench"]) | names(EXTRAS["dev"]) <= here | COMMANDS


def test_each_library_is_asked_for_with_its_reason_beside_it() -> None:
    asked = [*PROJECT["dependencies"], *(one for extra in EXTRAS.values() for one in extra if one != "kaohe[test]")]
    for one in asked:
        assert re.search(rf'^  "{re.escape(one)}", +# \w.{{8,}}$', TEXT, re.MULTILINE), one


def test_every_line_of_the_constraints_is_one_version_with_hashes() -> None:
    found = entries()
    assert len(found) > 90
    for name, (requirement, hashes) in found.items():
        assert re.fullmatch(r"==[\w.!+]+", str(requirement.specifier)), name
        assert hashes, name
        assert all(re.fullmatch("[0-9a-f]{64}", one) for one in hashes), name


def needed(asked: list[Requirement], environment: dict[str, str]) -> dict[str, Requirement]:
    """All that these need, by what the installed packages say of themselves; one that is not installed is the end of its branch."""
    found: dict[str, Requirement] = {}
    seen: set[str] = set()
    while asked:
        one = asked.pop()
        if str(one) in seen or (one.marker and not one.marker.evaluate({**environment, "extra": ""})):
            continue
        seen.add(str(one))
        found.setdefault(canonicalize_name(one.name), one)
        try:
            said = metadata.requires(one.name) or []
        except metadata.PackageNotFoundError:
            continue
        for text in said:
            need = Requirement(text)
            wanted = need.marker is None or any(
                need.marker.evaluate({**environment, "extra": extra}) for extra in ("", *one.extras)
            )
            if wanted:
                need.marker = None
                asked.append(need)
    return found


@pytest.mark.parametrize("extra", [(), ("test",)])
@pytest.mark.parametrize("version", ["3.11", "3.14"])
@pytest.mark.parametrize(
    ("system", "named", "platform"),
    [("nt", "Windows", "win32"), ("posix", "Linux", "linux"), ("posix", "Darwin", "darwin")],
)
def test_all_that_the_libraries_need_is_in_the_constraints(
    extra: tuple[str, ...], version: str, system: str, named: str, platform: str
) -> None:
    environment = {
        "os_name": system, "platform_system": named, "sys_platform": platform, "python_version": version,
        "python_full_version": f"{version}.0", "platform_python_implementation": "CPython", "implementation_name": "cpython",
    }  # fmt: skip
    build = tomllib.loads(TEXT)["build-system"]["requires"]
    asked = [*PROJECT["dependencies"], *build, *(EXTRAS["test"] if extra else [])]
    pins = entries("kaohe", "build", *extra)
    found = needed([Requirement(one) for one in asked], environment)
    assert {"numpy", "pandas", "hatchling"} <= found.keys()
    for name in found.keys() - {"win-unicode-console"}:  # left out on purpose: see [tool.uv]
        pin = pins[name][0]
        assert pin.marker is None or pin.marker.evaluate(environment), name
    for one in asked:
        requirement = Requirement(one)
        assert requirement.specifier.contains(str(pins[canonicalize_name(requirement.name)][0].specifier)[2:]), one
