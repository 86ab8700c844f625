"""``kaohe completion``: what the shell runs so that Tab completes commands and options."""

from __future__ import annotations

from typing import Annotated

import typer

from scoring.errors import KaoheError
from workbook.steps import console
from workbook.steps.stopping import COMPLETE


def completion(
    shell: Annotated[str, typer.Argument(metavar="终端", help="bash、zsh、fish 或 powershell")],
) -> None:
    """印出终端的补全脚本（按 Tab 补全命令和选项）：如 kaohe completion bash >> ~/.bashrc。"""
    from typer._completion_shared import (
        get_completion_script,
    )  # what --show-completion of typer prints, in English only

    if shell not in ("bash", "zsh", "fish", "powershell"):
        raise KaoheError(f"没有 {shell} 的补全脚本，可以写：bash、zsh、fish、powershell")
    console.plain(get_completion_script(prog_name="kaohe", complete_var=COMPLETE, shell=shell) + "\n")
