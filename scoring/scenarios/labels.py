"""甲、乙、丙 for counties: the same for the same data, in an order that says nothing of them."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Mapping

SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
"""天干, then 地支."""


def labels(counties: Iterable[str], secret: str) -> Mapping[str, str]:
    """A label a county, each of as few signs as all need: 甲…癸、子…亥 for up to 22, then two (甲甲…亥亥), …

    secret: what only those know who have the data, such as the hash of the files. The order is that of SHA-256 over the secret and the
    name: neither that of the names, nor of the region, nor of the ranking; without the secret it cannot be found again from
    the names alone. Schemes and scenarios have no part in it, so that a county keeps its label beside any of them.
    """
    names = sorted(set(counties), key=lambda name: (hashlib.sha256(f"{secret}\n{name}".encode()).digest(), name))
    length = 1
    while len(SIGNS) ** length < len(names):
        length += 1
    return dict(zip(names, map("".join, itertools.product(SIGNS, repeat=length)), strict=False))
