"""The command in this process: what a user types, what the screen says in the screen's encoding, the status.

A process costs a second before it does anything. That it starts, stops, and answers on every kind of stream is tested
with processes (``started`` here, tests/workbook/command_line/test_stopping.py, test_help.py, test_command.py, launchers).
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

from examples.build import HERE
from workbook.command.app import app
from workbook.steps.stopping import guarded

ROOT = HERE.parent
DEMO = HERE / "yuncheng-2025" / "yuncheng-2025.xlsx"
ERRORS = HERE / "yuncheng-2025-errors" / "yuncheng-2025-errors.xlsx"


def kaohe(folder: Path, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, without a process of its own."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
    before, hook = Path.cwd(), sys.unraisablehook
    os.chdir(folder)
    try:
        with (
            mock.patch.multiple(sys, stdout=out, stderr=err, __stdout__=out, argv=["kaohe", *arguments]),
            mock.patch.dict(os.environ),
        ):
            os.environ.pop("COLUMNS", None)
            try:
                guarded(app)
            except SystemExit as left:
                status = left.code
    finally:
        os.chdir(before)
        sys.unraisablehook = hook
    said = (stream.buffer.getvalue().decode(encoding, "replace").replace("\r\n", "\n") for stream in (out, err))
    return subprocess.CompletedProcess(["kaohe", *arguments], int(status or 0), *said)


def started(folder: Path, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    """Run the command in a folder as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "workbook.command.app", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding=encoding, errors="replace", check=False
    )
