"""Documents as they come out on paper: pages of text, and the sizes of the letters, read from the PDF."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from workbook.report.pdf import as_pdf


def pages_of(pdf: Path) -> list[str]:
    """The text of every page."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.rstrip("\f").split("\f")


def pdf_pages(document: Path) -> list[str]:
    """The text of every page of a document (.docx), laid out by LibreOffice."""
    (pdf,) = as_pdf([document])
    return pages_of(pdf)


def smallest_letter(pdf: Path) -> float:
    """The height in points of the smallest line of text of a PDF, by its bounding boxes."""
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    boxes = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">[^<]*[\u4e00-\u9fff]', done.stdout)
    return min(float(bottom) - float(top) for top, bottom in boxes)


def squeezed(text: str) -> str:
    """The text without any space."""
    return "".join(text.split())
