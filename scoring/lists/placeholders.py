"""Texts that only fill their cell: a dash, 无, 办理中, N/A. No code, no name, no figure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORDS = frozenset(
    "无 没有 无数据 暂无 暂无数据 空 空白 未填 未报 未知 不详 待定 待补 待补充 待报 待核 待核实 待确认 待查 后补 另报 同上 同前 办理中 正在办理"
    " 申请中 申报中 审批中 补办中 在办 未办理 尚未办理 未编号 未编 无编号 无代码 没有编号 没有代码 暂无编号 暂无代码 无证 未赋码 待赋码 赋码中 待编号"
    " 不清楚 不适用 暂缺 待办 待批 #n/a na n/a n.a. n.a null nan nil none x xx xxx xxxx tbd unknown".split()
)
_SIGNS = re.compile(r"[\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


@lru_cache(maxsize=100_000)
def is_placeholder(text: str) -> bool:
    """Whether a text only fills its cell: no letter and no digit in it, or a word for what is not there."""
    plain = "".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split()).lower()
    bare = plain.strip("()[]【】〔〕。.!;,、")
    return bool(plain) and (bare in _WORDS or not _SIGNS.sub("", plain) or set(_SIGNS.sub("", plain)) in ({"0"}, {"x"}))
