"""How large type is on paper: the sizes in a PDF, page by page, with what is written in them.

python -m tests.support.type_sizes FILE.pdf [LEAST]     # every text below so many points (8 unless told)
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_ZOOM = 3  # the largest that pdftohtml takes: sizes are told to a third of a point
LEAST = 8.0
_LETTERS = re.compile(r"\w")


@dataclass(frozen=True)
class Piece:
    """A text of a page, with its size in points, and where it stands, in points from the left and the top."""

    page: int
    points: float
    left: float
    top: float
    width: float
    text: str


def pieces(pdf: Path) -> Iterator[Piece]:
    """Every text with a letter or a digit in it, as poppler finds it."""
    done = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-hidden", "-zoom", str(_ZOOM), "-stdout", str(pdf)],
        check=True,
        capture_output=True,
    )
    sizes: dict[str, float] = {}
    root = etree.fromstring(done.stdout, etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True))
    for page in root.iter("page"):
        for font in page.iter("fontspec"):
            sizes[font.get("id")] = float(font.get("size")) / _ZOOM
        for one in page.iter("text"):
            text = "".join(one.itertext())
            if _LETTERS.search(text):
                left, top, width = (float(one.get(name)) / _ZOOM for name in ("left", "top", "width"))
                yield Piece(int(page.get("number")), sizes[one.get("font")], left, top, width, text)


def small(pdf: Path, least: float = LEAST) -> list[Piece]:
    """Texts below a size; a third of a point, by which sizes are rounded, is let pass."""
    return [one for one in pieces(pdf) if one.points < least - 1 / _ZOOM / 2]


def main() -> None:
    """Print what is too small."""
    found = small(Path(sys.argv[1]), *(float(one) for one in sys.argv[2:3]))
    for one in found:
        print(f"{one.page}\t{one.points:.1f}\t{one.text[:60]}")
    print(f"{len(found)} texts below size")


if __name__ == "__main__":
    main()
