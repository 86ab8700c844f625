"""Normal forms: what two programs write differently and mean alike is the same text here."""

from __future__ import annotations

import re
from functools import lru_cache

_TEXT = re.compile(r'("(?:[^"]|"")*")|\'((?:[^\']|\'\')*)\'(?=!)')
_SIMPLE = re.compile(r"[^\W\d]\w*")
_BLANKS = re.compile(r"\s+(?=[-+*/^&=<>(),;:{}])|(?<=[-+*/^&=<>(),;:{}])\s+")
_NUMBER = re.compile(r"(?<![\w$.!:])\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?(?![\w(!:.])")
_TRUTH = re.compile(r"\b(TRUE|FALSE)\(\)")
_FUNCTION = re.compile(r"\b(?:_xlfn\.)?([A-Za-z][A-Za-z0-9.]*)(?=\()")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d{1,3})?")
"""A number as XML writes it."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@lru_cache(maxsize=100_000)
def formula(text: str) -> str:
    """A formula without the liberties of its writer: blanks beside operators, quotes round plain sheet names,
    0.60 for 0.6, TRUE() for TRUE, lower-case function names. Texts in quotes stay as they are."""
    text = text.strip().removeprefix("=")
    result, last = [], 0
    for match in _TEXT.finditer(text):
        result.append(_bare(text[last : match.start()]))
        if match[1] is not None:
            result.append(match[1])
        else:
            name = match[2].replace("''", "'")
            result.append(name if _SIMPLE.fullmatch(name) else f"'{match[2]}'")
        last = match.end()
    result.append(_bare(text[last:]))
    return "".join(result)


def _bare(text: str) -> str:
    text = _BLANKS.sub("", text)
    text = _TRUTH.sub(r"\1", text)
    text = _FUNCTION.sub(lambda match: match[1].upper(), text)
    return _NUMBER.sub(lambda match: f"{float(match[0]):.15g}", text)


def areas(text: str) -> str:
    """A reference, or several with commas or blanks between, in one order: of names and of areas of rules."""
    parts = re.split(r"[,\s]+", text.strip())
    return ",".join(sorted({formula(part) for part in parts}))


def link(text: str) -> str:
    """Where a link goes: a place in the workbook, or an address."""
    return formula(text.removeprefix("#")) if "://" not in text else text


def unescaped(text: str) -> str:
    """A text as Excel reads it: _x000D_ is a character."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
