"""kaohe verify: is a result workbook what the engine wrote, from these data, and the one that was sealed?"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.errors import KaoheError
from workbook.steps import console

if TYPE_CHECKING:
    from workbook.verifying.data import DataCheck
    from workbook.verifying.verify import Verification

MOST_SHOWN = 40


def verify(
    result: Annotated[Path, typer.Argument(metavar="结果.xlsx", help="结果工作簿")],
    data: Annotated[
        list[Path] | None,
        typer.Option("--data", "-d", help="计分时读的数据文件或文件夹，可以写几次：核对哈希并重读比数"),
    ] = None,
    seal: Annotated[Path | None, typer.Option("--seal", help="通过后写出封存文件（.json）")] = None,
    against: Annotated[Path | None, typer.Option("--against", help="与以前的封存文件对照")] = None,
    sealed_at: Annotated[str | None, typer.Option("--time", help="封存时间（ISO 8601）；不写则用本机时钟")] = None,
    rewrite: Annotated[
        Path | None, typer.Option("--rewrite", help="把用存档重写的工作簿存到这里：要看算出来的是什么，看这一本")
    ] = None,
    most: Annotated[int, typer.Option("--most", help="最多列出多少处不同；0 为全部")] = MOST_SHOWN,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的封存文件和 --rewrite 的文件")] = False,
) -> None:
    """核对结果工作簿：用里面的存档重算重写，逐个部件、逐格比较。原样、内容一致的退出码是 0，不一致是 1，文件用不了是 2。"""
    from scoring.scheme.canonical import sha256
    from workbook.saving import check_free, save_whole
    from workbook.verifying.data import check_data
    from workbook.verifying.seal import against as compare_seal
    from workbook.verifying.seal import read_seal, seal_text
    from workbook.verifying.verify import verify_result, written_again

    if sealed_at is not None and seal is None:
        raise KaoheError("--time 是封存的时间，只和 --seal 一起写：加 --seal 封存.json，或去掉 --time")
    moment = _moment(sealed_at) if seal is not None else ""
    for target, suffix in ((seal, ".json"), (rewrite, ".xlsx")):
        if target is not None:
            check_free(target, force=force, suffix=suffix)
    if rewrite is not None and rewrite.resolve() == result.resolve():
        raise KaoheError("--rewrite 不能写到被核对的文件上：请换一个文件名")
    with console.Steps() as steps:
        old = read_seal(against) if against is not None else None
        done = verify_result(result, steps)
        checked = check_data(done.stored, data) if data else None
        if rewrite is not None:
            save_whole(rewrite, written_again(done.stored), force=force)
    broken = compare_seal(done.stored, old) if old is not None else ()
    good = done.passed and (checked is None or checked.passed) and not broken
    if rewrite is not None:
        console.err().print(f"用存档重写的工作簿：{rewrite}")
    if as_json:
        console.plain(_json(done, checked, broken, good))
    else:
        _print(done, checked, broken, most)
        if old is not None and not broken:
            console.out().print(f"封存：与 {old.name}（{old.content['sealed_at']} 封存）完全一致")
    if seal is not None and not good:
        console.err().print(f"{result.name} 没有通过核对，没有写封存文件", style="red")
    elif seal is not None:
        text = seal_text(done, moment)
        save_whole(seal, text.encode(), force=force)
        line = f"封存文件：{seal}（SHA-256 {sha256(text)}，请记入会议纪要或档案）"
        console.err().print(line)
    raise typer.Exit(0 if good else 1)


def _print(done: Verification, checked: DataCheck | None, broken: Sequence[str], most: int) -> None:
    from workbook.verifying.allowed import NOT_COMPARED
    from workbook.verifying.difference import FOLLOWS

    screen, stored = console.out(), done.stored
    shown = done.differences[: most or None]
    for one in shown:
        screen.print(str(one))
    if len(done.differences) > len(shown):
        counts = Counter(one.sheet or "工作簿" for one in done.differences)
        text = "，".join(f"{sheet} {count} 处" for sheet, count in counts.most_common())
        screen.print(f"……共 {len(done.differences)} 处，只列了前 {len(shown)} 处（--most 0 列出全部）：{text}")
    for note in done.notes:
        screen.print(f"提示：{note}", style="yellow")
    for one in done.filled:
        screen.print(f"{one.place}：{one.message}", style="cyan")
    if done.passed:
        scheme = stored.scheme
        screen.print(f"{stored.name}：{_verdict(done)}", style="green")
        if done.verdict == "内容一致":
            screen.print(f"没有核对的外观：{'；'.join(NOT_COMPARED)}")
        screen.print(f"方案 {scheme.id}（版本 {scheme.spec.version}，SHA-256 {scheme.sha256}）")
        screen.print(f"{stored.year}年度，{stored.stage}；数据 SHA-256 {stored.assessment.data_sha256}")
    else:
        follow = sum(one.kind in FOLLOWS for one in done.differences)
        words = f"，其中 {follow} 处是公式的结果不同（可能是跟着别的改动变的）" if follow else ""
        text = f"{stored.name}：不一致。有 {len(done.differences)} 处不是程序写出的{words}"
        screen.print(text, style="red")
    for text, good in checked.files if checked else ():
        screen.print(f"数据文件 {text}", style=None if good else "red")
    for text in (checked.figures if checked else ())[: most or None]:
        screen.print(f"数据 {text}", style="red")
    if checked and not checked.figures:
        screen.print("数据文件重读的数与存档的一致")
    for text in broken:
        screen.print(f"与封存不符 {text}", style="red")
    if len(broken) == 1 and done.passed:
        screen.print("内容核对通过，方案、数据与封存的一致：文件可能只是打开后又存过；存档应当用封存时的原文件")


def _verdict(done: Verification) -> str:
    """The verdict with what it says."""
    filled = f"；填写了 {len(done.filled)} 处（上面列出）" if done.filled else ""
    return {
        "原样": "原样。每个部件都与用存档重写的一字不差",
        "内容一致": f"内容一致（由别的程序存过）。{done.cells} 格的文字、数、公式和看得清与否都与用存档重算的一致{filled}",
        "旧版式": f"旧版式，其余未核对。各县总分、等次、名次和各项得分（{done.cells} 格）与用存档重算的一致",
    }[done.verdict]


def _json(done: Verification, checked: DataCheck | None, broken: Sequence[str], good: bool) -> str:
    from workbook.checking.json_text import json_text
    from workbook.verifying.allowed import NOT_COMPARED

    content = {
        "result": done.stored.name,
        "sha256": done.stored.sha256,
        "verdict": done.verdict,
        "passed": good,
        "cells": done.cells,
        "differences": [asdict(one) for one in done.differences],
        "filled": [asdict(one) for one in done.filled],
        "not_compared": list(NOT_COMPARED) if done.verdict == "内容一致" else [],
        "files": [{"said": text, "same": same} for text, same in (checked.files if checked else ())],
        "figures": list(checked.figures if checked else ()),
        "against": list(broken),
        "notes": list(done.notes),
    }
    return json_text(content)


def _moment(text: str | None) -> str:
    """The moment of sealing: as given, or by this machine's clock with its offset."""
    if text is None:
        return datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        return datetime.datetime.fromisoformat(text).isoformat()
    except ValueError:
        raise KaoheError(f"--time 应当写成 2026-03-01T10:00:00+08:00 的样子，现在是 {text}") from None
