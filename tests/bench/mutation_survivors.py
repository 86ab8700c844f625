"""The mutants that no test sees, one by one: what each changes, and why it may stay (mutation_survivors.txt).

The list has a line for each, under its reason: the function, and its changed line with what goes in {-…-} and what comes
in {+…+}. A mutant is known by that and not by its number, which moves with every edit of the function.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mutation_reach import alike, changed

LIST = Path(__file__).with_suffix(".txt").resolve()


def change(name: str) -> str:
    """A mutant as the list has it."""
    module, _, function = name.rpartition(".")
    gone, come, _ = changed(name, Path("mutants").resolve())
    old, new = " ".join(gone), " ".join(come)
    start = len(re.sub(r"\w+$", "", old[: alike(old, new)]))
    end = min(alike(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    end = len(re.sub(r"^\w+", "", old[len(old) - end :]))
    gone, come, after = old[start : len(old) - end], new[start : len(new) - end], old[len(old) - end :]
    marked = old[:start] + (f"{{-{gone}-}}" if gone else "") + (f"{{+{come}+}}" if come else "") + after
    plain = re.sub(r"__mutmut_\d+$", "", function).removeprefix("x_").strip("xǁ").replace("ǁ", ".")
    return f"{module}.{plain}: {marked}"


def changes(names: Iterable[str]) -> Counter[str]:
    return Counter(map(change, names))


@dataclass(frozen=True)
class Known:
    """The list: reasons, each with the changes that it holds for."""

    reasons: dict[str, Counter[str]]

    @classmethod
    def read(cls) -> Known:
        reasons: dict[str, Counter[str]] = {}
        reason = ""
        for line in LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else ():
            if line.startswith("# "):
                reason = line.removeprefix("# ")
            elif line:
                reasons.setdefault(reason, Counter())[line] += 1
        return cls(reasons)

    @property
    def changes(self) -> Counter[str]:
        return sum(self.reasons.values(), Counter())

    def beside(self, left: Counter[str], tried: Counter[str], rooms: tuple[str, ...]) -> str:
        """What survived and is not in the list, and what is in the list and was seen by a test or is no mutant now."""
        here = Counter(
            {one: n for one, n in self.changes.items() if one.startswith(tuple(f"{room}." for room in rooms))}
        )
        parts = {
            "not in the list": left - here,
            "in the list, seen by a test": (here - left) & tried,
            "in the list, no mutant": here - tried,
        }
        return "\n".join(
            f"# {name}\n" + "".join(f"{one}\n" for one in sorted(some.elements())) for name, some in parts.items()
        )
