"""What a decision rests on: a document that there is, a permission that was given, a day of the assessment's calendar."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from scoring.lists.placeholders import is_placeholder

LATE = "逾期受理"
"""The column, in every table of decisions, that says who allowed a date outside the calendar."""


class DocumentCell(Enum):
    """What a cell for a document holds: one that there is, words for one that there is not yet, or nothing at all."""

    WRITTEN = "written"
    UNWRITTEN = "unwritten"
    NONE = "none"


_DIGITS = "[0-9〇零一二三四五六七八九十百]"
_NUMBER = f"第?(?!0+(?![0-9])|[〇零]){_DIGITS}{{1,5}}"
_OPEN, _CLOSE = r"[\[〔(【{<〈《「『]", r"[\]〕)】}>〉》」』]"
# A number with its year, or behind its word (统函3号): nothing else looks so.
_NUMBERED = re.compile(
    rf"{_OPEN}(?:19|20)[0-9]{{2}}年?{_CLOSE}{_NUMBER}(?![0-9年月日])"
    rf"|(?<![0-9])(?:19|20)[0-9]{{2}}[-年/ ]?第?0*[1-9][0-9]{{0,4}}号"
    rf"|[函字发办文令复批](?:第|字)?(?!0+号)[0-9]{{1,5}}号"
)
_YEAR = re.compile(
    rf"{_OPEN}((?:19|20)[0-9]{{2}})年?{_CLOSE}|(?<![0-9])((?:19|20)[0-9]{{2}})[-年/ ]?第?0*[1-9][0-9]{{0,4}}号"
)
# 9号, 第3号: also a day (3月5号) or a room, so that words for what is not written weigh more.
_COUNTED = re.compile(rf"(?<![0-9月.]){_NUMBER}号(?![楼院室机线桌厅间会窗])")
_YET = (
    "待|后补|补文|拟|将发|即将|未|没|尚|还未|暂无|无文|办理中|申请中|审批中|流转|草稿|草案|征求意见|送审稿|讨论稿|起草"
    "|电话|来电|致电|通话|电联|口头|口述|微信|wechat|qq|钉钉|dingtalk|短信|彩信|邮件|email|e-mail|语音|视频"
    "|群里|群内|工作群|当面|面告|面谈|面商|会上|现场|领导|转告|捎话|听说"
)
_UNWRITTEN = re.compile(_YET)
_KINDS = "函|批复|通知|纪要|决定书?|决议|公报|年鉴|报告书?|通报|公告|文件|意见书|认定书|认定表|核定表|审定表|备案表|确认书|确认表|核查表|鉴定书|签报|呈批件"
_KIND = re.compile(_KINDS)
_NO_NAME = re.compile(f"{_KINDS}|[见有另附的按据依关相上述该此正式书面和及与原来源编文号]")
_REFUSAL = re.compile(
    "不同意|不批准|不予|不准|不行|不许|不可|不允许|未批准|未同意|未经|没批准|没同意|没有批准|没有同意|拒绝|驳回|否决|反对"
)
_NO = re.compile("否|不|没|勿|未(?!央)|无(?!锡|为市|极县|棣)|no|n$")
_NOBODY = re.compile("[是有对可准√yes1ok允许以同意批准核特已经了的请示报]*")


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    """The text in half-width signs, without blanks and unseen characters, in small letters."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")


def paper(text: str) -> DocumentCell:
    """What a cell for a document (文号, 来源) holds.

    A document is a number (运政〔2026〕9号, 第3号), whatever else is said with it, or a kind of paper and whose it is
    (省厅核定函). A body or a person alone is none, nor is what was said by telephone or is still to be written.
    """
    plain = _bare(text)
    if is_none(text):
        return DocumentCell.NONE
    if _NUMBERED.search(plain):
        return DocumentCell.WRITTEN
    if _UNWRITTEN.search(plain):
        return DocumentCell.UNWRITTEN
    if _COUNTED.search(plain) or (_KIND.search(plain) and re.search(r"[^\W\d_]", _NO_NAME.sub("", plain))):
        return DocumentCell.WRITTEN
    return DocumentCell.UNWRITTEN


def is_none(text: str) -> bool:
    """Whether a cell for a document, a person or a reason holds nothing: a blank, a placeholder, a bare no."""
    plain = _bare(text)
    return not plain or is_placeholder(text) or plain.strip("()[]。.!;,、") in _NAYS or not re.search(r"\w", plain)


_NAYS = frozenset("否 不 不是 不同意 没有 没 不适用 未定 没定 不知道 不清楚 未写 略 no not f false".split())


def allowed(text: str) -> bool:
    """Whether a cell for a permission (超出满分, 逾期受理) says who gave it, by what.

    A no, a placeholder, a bare yes that names nobody, and what is only asked for, promised or told by telephone are none.
    """
    plain = _bare(text)
    if is_none(text) or _NO.match(plain) or _REFUSAL.search(plain) or not re.search(r"[^\W\d_]", plain):
        return False
    if _NOBODY.fullmatch(plain):
        return False
    return bool(_NUMBERED.search(plain)) or not _UNWRITTEN.search(plain)


def same_paper(text: str) -> tuple[str, ...]:
    """What a document is compared by: its letters and numbers, whatever the signs, widths, zeros and 第…号 about them."""
    parts = re.findall(r"[0-9]+|[^\W\d_]+", _bare(text))
    words = (part.lstrip("0") or "0" if part.isascii() and part.isdigit() else part.strip("第号年") for part in parts)
    return tuple(word for word in words if word)


def outside(date: str, year: int | None, since: int | None = None) -> str:
    """Why a date of a decision is not of an assessment's calendar; blank if it is, or the year is not known.

    The calendar runs from the first day of the year assessed (of ``since``, for what is decided before it) to the last of
    the next: the assessment of a year is made, published and appealed against in the year after it.
    """
    if year is None:
        return ""
    first, last = f"{since or year}-01-01", f"{year + 1}-12-31"
    if first <= date <= last:
        return ""
    return f"日期 {date} 不在 {year} 年度考核的期间（{first} 至 {last}）内"


def of_other_years(document: str, year: int | None, since: int | None = None) -> str:
    """Why the documents that are named are not of an assessment's calendar (see ``outside``); blank if one of them is, or none says its year."""
    years = _years(document)
    if year is None or not years or any((since or year) <= one <= year + 1 for one in years):
        return ""
    named = "、".join(map(str, dict.fromkeys(years)))
    return f"文号是 {named} 年的，不在 {year} 年度考核的期间（{since or year} 年至 {year + 1} 年）内"


def _years(document: str) -> list[int]:
    """The years of a document's numbers."""
    return [int(one[1] or one[2]) for one in _YEAR.finditer(_bare(document))]


def out_of_step(document: str, date: str) -> str:
    """Why a document's number and its date cannot be one document's: the number of a later year, or of a year long before;
    blank if they can, or one of them says no year."""
    years = _lags(document, date)
    if not years or 0 <= years[0] <= 1:
        return ""
    number = int(date[:4]) - years[0]
    if years[0] < 0:
        return f"日期 {date} 早于文号的年份（{number} 年）"
    return f"日期 {date} 比文号的年份（{number} 年）晚 {years[0]} 年"


def last_years_number(document: str, date: str) -> str:
    """What is to be reported of a document that bears the number of the year before its date, as some of early January do; blank of any other."""
    years = _lags(document, date)
    return f"日期 {date} 是文号年份（{int(date[:4]) - 1} 年）的下一年" if years and years[0] == 1 else ""


def _lags(document: str, date: str) -> list[int]:
    """By how many years a date is later than each number of a document, the nearest first."""
    return sorted((int(date[:4]) - one for one in _years(document)), key=lambda lag: (abs(lag), lag)) if date else []
