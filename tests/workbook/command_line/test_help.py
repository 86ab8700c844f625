"""Every help page, every wrong call and every document's command line: Chinese, no wider than the terminal, understood."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.cells import cell_len
from typer._click.exceptions import ClickException

from workbook.command.app import app
from workbook.command.help import ORDER, wrapped
from workbook.steps.usage import sentence

ROOT = Path(__file__).parents[3]
KAOHE: Any = typer.main.get_command(app)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])


def commands(command: Any = KAOHE, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command's words, groups too."""
    yield words
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*words, name))


def page(words: tuple[str, ...], columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    context = KAOHE.make_context("kaohe", [], resilient_parsing=True)
    command = KAOHE
    for name in words:
        command = command.commands[name]
        context = command.make_context(name, [], parent=context, resilient_parsing=True)
    return str(command.get_help(context))


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
@pytest.mark.parametrize("columns", [80, 60])
def test_a_help_page_fits_the_terminal_and_is_chinese(
    words: tuple[str, ...], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page(words, columns, monkeypatch)
    assert [line for line in text.split("\n") if cell_len(line) > columns] == []
    assert text.startswith(f"用法：{' '.join(('kaohe', *words))}")
    assert not re.search(r"\b(Usage|Options|Arguments|Commands|Show|default|required|TEXT|PATH|INTEGER)\b", text)
    for line in re.findall(r"^  -[^\n]*", text, flags=re.M):
        assert re.search(r"[一-鿿]", line) or cell_len(line) > 30, f"no word of Chinese for {line}"


def test_commands_stand_in_the_order_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(ORDER) == set(KAOHE.commands)
    names = re.findall(r"^  (\w+)  ", page((), 100, monkeypatch).partition("命令：")[2], flags=re.M)
    assert names == list(ORDER)


def test_lines_are_broken_between_characters_not_in_words_nor_before_closing_signs() -> None:
    assert wrapped("考核年度，不写则用 yuncheng-14fyp 的", 10) == ["考核年度，", "不写则用", "yuncheng-14fyp", "的"]


WRONG = [
    (["scor"], "没有 scor 这个命令；是不是 score？"),
    (["scheme", "shwo"], "没有 shwo 这个命令；是不是 show？"),
    (["score", "--stge", "x"], "没有 --stge 这个选项；是不是 --stage？"),
    (["template"], "缺少选项 --year，必须写"),
    (["compare", "a.xlsx"], "缺少参数 本次，必须写"),
    (["template", "--year", "去年"], "选项 --year：“去年”不是整数"),
    (["robustness", "--spread", "一半"], "选项 --spread：“一半”不是数"),
    (["robustness", "--draws"], "选项 --draws 后面要写一个值"),
    (["score", "--year", "2025", "--year", "2024"], "选项 --year 写了 2 次，只能写一次"),
    (["explain", "-c", "夏县", "--county", "绛县"], "选项 --county 写了 2 次，只能写一次"),
    (["score", "--force=3"], "选项 --force 后面不写值"),
    (["schemes", "x", "y"], "多写了参数：x y；名字里有空格的，用引号括起来"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_a_call_that_is_not_understood_is_told_in_chinese(words: list[str], said: str) -> None:
    with pytest.raises(ClickException) as caught:
        app(words, prog_name="kaohe", standalone_mode=False)
    assert sentence(caught.value).split("\n")[0] == said
    named = words[0] if words[0] in KAOHE.commands else ""
    assert sentence(caught.value).split("\n")[1].startswith(f"怎么用：kaohe {named}")
    assert caught.value.exit_code == 2


def documented() -> Iterator[tuple[str, str]]:
    """Command lines in documents: (page, line) for each ``kaohe …`` that begins a line or stands in backticks.

    ``python3 run.py …`` is the same, but for run.py's own words.
    """
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\b(?:python3|py) run\.py (?=[a-z])(?!test\b|download\b)", "kaohe ", text)
        code = "\n".join(text.split("```")[1::2])
        found = [
            *re.findall(r"^ {4}(kaohe .*)$", text, flags=re.M),
            *re.findall(r"^(?:\$ )?(kaohe .*)$", code, flags=re.M),
        ]
        found = [line.partition("#")[0] for line in found]
        found += re.findall(r"`(kaohe [^`\n]*)`", text)
        yield from ((path.name, line) for line in dict.fromkeys(found))


@pytest.mark.parametrize(("name", "line"), list(documented()))
def test_a_documented_command_line_is_understood(name: str, line: str) -> None:
    """By the parser; nothing is run. Words that stand for others (…, 文件夹) are arguments like any."""
    words = [word for word in shlex.split(line)[1:] if word not in ("…", "...")]
    command, context = KAOHE, KAOHE.make_context("kaohe", [], resilient_parsing=True)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words[0]]
        context = command.make_context(words.pop(0), [], parent=context, resilient_parsing=True)
    if getattr(command, "commands", None):
        assert not words or words[0].startswith("-"), f"{name}: no command {words[0]}"
        return
    known = {option for param in command.get_params(context) for option in (*param.opts, *param.secondary_opts)}
    assert [
        word for word in words if word.startswith("-") and word != "-" and word.partition("=")[0] not in known
    ] == []


def test_the_version_names_the_program_and_where_it_is() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    run = [sys.executable, "-m", "workbook.command.start", "--version"]
    done = subprocess.run(run, capture_output=True, text=True, encoding="utf-8", env=env)
    assert done.returncode == 0
    assert re.fullmatch(rf"kaohe \d+\.\d+\.\d+  Python 3\.\d+\.\d+  {re.escape(str(ROOT))}\n", done.stdout)
