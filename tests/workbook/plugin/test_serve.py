"""The command that starts the function server: one for the VBA and the doctor, and where it looks for modules."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workbook.plugin.serve import SERVE
from workbook.plugin.vba import module


@pytest.mark.parametrize("variable", ["", os.pathsep, f"{os.pathsep}x", "."])
def test_modules_are_never_looked_for_in_the_current_folder(variable: str, tmp_path: Path) -> None:
    """Excel's current folder is where the last workbook lay; an empty entry of PYTHONPATH means it."""
    (tmp_path / "json.py").write_text("raise SystemExit('taken from the current folder')")
    options = SERVE.split(" -m ")[0].split()
    done = subprocess.run(
        [sys.executable, *options, "-c", "import json, sys; print(json.dumps(sys.path))"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": variable}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not {"", ".", str(tmp_path)} & set(json.loads(done.stdout))


def test_the_vba_starts_the_pinned_command_without_a_shell() -> None:
    source = module()
    assert f'Private Const SERVE As String = "{SERVE}"' in source
    assert re.findall(r"XLPyDLLActivateAuto\(server.*", source) == [
        'XLPyDLLActivateAuto(server, """" & python & """ " & SERVE, 1) <> 0 Then\r'
    ]
    assert not re.search(r"\bShell\b|cmd|powershell|CreateObject|GetObject|Declare(?! PtrSafe)", source, re.IGNORECASE)
    assert re.findall(r'Lib "([^"]+)"', source) == ["xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll", "kernel32"]
