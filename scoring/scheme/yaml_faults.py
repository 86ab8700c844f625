"""What the YAML parser stumbled over, in Chinese, with file and line."""

from __future__ import annotations

from typing import Any

# Pieces of the messages of libyaml and of PyYAML's own parser → what is wrong, what to do.
_FAULTS = (
    ("unexpected end of stream", "引号没有配对；补上另一个引号"),
    ("could not find expected ':'", "这里缺冒号；写成“字段: 值”，冒号用半角，后面空一格"),
    ("mapping values are not allowed", "冒号的位置不对；检查缩进，文字里有冒号的加引号"),
    ("sequence entries are not allowed", "列表不能写在冒号的同一行；换行再写 - "),
    ("',' or ']'", "方括号没有配对，或各项之间缺半角逗号；补上"),
    ("',' or '}'", "花括号没有配对，或各项之间缺半角逗号；补上"),
    ("unknown escape character", "双引号里的反斜杠不能这样用；改用单引号"),
    ("undefined tag handle", "叹号开头的是类型标签，这里不能用；文字加引号"),
    ("expected '-' indicator", "列表的各项没有对齐；每项以 - 开头，与上一项左对齐"),
    ("expected alphabetic or numeric character", "*、& 不能开头；文字加引号"),
    ("node content", "多了括号、逗号，或者缺了值；去掉或补上"),
    ("unexpected ':'", "冒号后面没有空格；空一格，文字里有冒号的加引号"),
    ("comment or line break", "| 和 > 后面不能再写字；换行写"),
    ("mapping keys are not allowed", "问号不能开头；文字加引号"),
    ("document start", "一个文件里只能有一份内容；去掉单独成行的 --- 和 ..."),
    ("that cannot start any token", "@、%、` 这样的符号不能开头；文字加引号"),
    ("directive", "% 不能开头；文字加引号"),
    ("expected key", "缩进与前面的行对不齐，或这里和上面的引号、括号没有配对；改正"),
    ("expected <block end>", "缩进与前面的行对不齐，或这里和上面的引号、括号没有配对；改正"),
)
_OTHER = "读不懂；检查缩进、冒号后的空格、引号和括号"


def syntax_faults(error: Any, text: str, name: str) -> list[str]:
    """One message a line that is no YAML: every line indented with Tab, or else where the parser stopped."""
    lines = text.splitlines()
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return [_unreadable(error, text, name)]
    line = mark.line + 1
    here = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in here:
        tabbed = [at for at, one in enumerate(lines, 1) if "\t" in one[: len(one) - len(one.lstrip())]]
        return [f"{name}:{at}：不是合格的 YAML：用了 Tab；改用空格" for at in (tabbed or [line])]
    fault = next((words for piece, words in _FAULTS if piece in problem), _OTHER)
    start = getattr(error, "context_mark", None)
    begun = start.line + 1 if start is not None else line
    if "end of stream" in problem:
        line = begun  # the file's end says nothing; where the quotation mark opened does
    elif "or ']'" in problem or "or '}'" in problem:
        fault = f"第 {begun} 行的{fault}" if begun != line else fault
    elif "':'" in problem and begun < line:
        line = begun
        here = lines[line - 1]
    if "：" in here or "，" in here:
        fault += "；冒号和逗号是不是用了全角？"
    return [f"{name}:{line}：不是合格的 YAML：{fault}"]


def _unreadable(error: Any, text: str, name: str) -> str:
    """A control character: the reader knows its position only."""
    bad = next((at for at, sign in enumerate(text) if _is_control(sign)), None)
    if bad is None:
        return f"{name}：不是合格的 YAML：{_OTHER}"
    line = text.count("\n", 0, bad) + 1
    return f"{name}:{line}：有看不见的控制字符（U+{ord(text[bad]):04X}）；删去"


def _is_control(sign: str) -> bool:
    code = ord(sign)
    return (code < 0x20 and sign not in "\t\n\r") or (0x7F <= code < 0xA0 and code != 0x85) or code in (0xFFFE, 0xFFFF)
