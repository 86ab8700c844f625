"""Windows Python under Wine: the bundle unpacked, with what Wine 8 lacks put beside it.

Two things of the bundle do not run under Wine 8 and are swapped, here only: numpy (a newer one calls a C function
that Wine has not) for 2.1.3, and bcryptprimitives.dll, which Wine has not at all, for one that passes its one call on.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import Any

from workbook.plugin.inventory import LIST, sums

TOOLS = ("wine", "wineboot", "x86_64-w64-mingw32-dlltool", "x86_64-w64-mingw32-ld", "localedef")
NO_WINE = "Wine is tried by hand: set KAOHE_WINE=1 (apt-get install wine wine64 binutils-mingw-w64-x86-64 locales)"


_PATIENCE = 2400.0
"""Seconds for one command: an installation takes ten minutes and more on a machine busy with other work."""


def wanted() -> bool:
    """Whether this run asks for Wine, and has it."""
    return bool(os.environ.get("KAOHE_WINE")) and all(map(shutil.which, TOOLS))


class Machine:
    """A Wine prefix with code page 936, and programs run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        locale, home = folder / "locale", folder / "home"
        locale.mkdir()
        (home / "Desktop").mkdir(parents=True)  # Wine's desktop is that of HOME
        subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", str(locale / "zh_CN.UTF-8")], check=False)
        self.environment = {
            **os.environ, "WINEPREFIX": str(folder / "prefix"), "WINEDEBUG": "-all",
            "LC_ALL": "zh_CN.UTF-8", "LOCPATH": str(locale), "HOME": str(home),
        }  # fmt: skip
        self.run(["wineboot", "-i"])

    def run(self, command: list[str], where: Path | None = None, typed: str = "") -> tuple[int, str]:
        """Exit status and output, through a pipe: Windows Python under Wine cannot write to a file handle.

        What the command opened (Explorer on a folder) may hold the pipe on: it is read until the command has ended.
        """
        where = where or self.folder
        pipe = subprocess.PIPE
        started = subprocess.Popen(command, cwd=where, env=self.environment, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT)  # fmt: skip
        assert started.stdin is not None
        assert started.stdout is not None
        output: list[bytes] = []
        reader = threading.Thread(target=lambda stream: output.extend(iter(lambda: stream.read1(), b"")), args=(started.stdout,), daemon=True)  # fmt: skip
        reader.start()
        with contextlib.suppress(BrokenPipeError):
            started.stdin.write(typed.encode())
            started.stdin.close()
        status = started.wait(_PATIENCE)
        reader.join(5)
        return status, b"".join(output).decode("utf-8", "replace")

    def shut(self) -> None:
        """End what still runs in this prefix."""
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)

    def python(self, home: Path, *arguments: str) -> tuple[int, str]:
        """The bundle's own Python."""
        return self.run(["wine", str(home / "python.exe"), "-X", "utf8", *arguments], home)


def unpacked(bundle: Path, into: Path, wheels: Path) -> Path:
    """The bundle in a folder, made fit for Wine; the folder of python.exe."""
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(into)
    home = into / "kaohe" / "python"
    site = home / "Lib" / "site-packages"
    for old in [*site.glob("numpy"), *site.glob("numpy-*"), *site.glob("numpy.libs")]:
        shutil.rmtree(old)
    with zipfile.ZipFile(next(wheels.glob("numpy-2.1.3-*.whl"))) as wheel:
        wheel.extractall(site)
    (home / "_wmi.pyd").unlink()
    definition, exports = into / "b.def", into / "b.exp"
    definition.write_text("LIBRARY bcryptprimitives.dll\nEXPORTS\nProcessPrng = advapi32.SystemFunction036\n")
    subprocess.run(["x86_64-w64-mingw32-dlltool", "-d", str(definition), "-e", str(exports)], check=True)
    dll = home / "bcryptprimitives.dll"
    subprocess.run(["x86_64-w64-mingw32-ld", "-shared", "-e", "0", str(exports), "-o", str(dll)], check=True)
    relist(home.parent)
    return home


def relist(program: Path) -> None:
    """The list of the folder's files made anew."""
    files = [path for path in program.rglob("*") if path.is_file() and path.name != LIST]
    written = sums((path.relative_to(program).as_posix(), path.read_bytes()) for path in files)
    (program / LIST).write_text(written, encoding="utf-8")


def older_numpy(into: Path) -> Path:
    """The wheel of numpy 2.1.3 for Windows."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    where = ["--platform", "win_amd64", "--python-version", "3.13", "-d", str(into), "numpy==2.1.3"]
    subprocess.run([*command, *where], check=True, capture_output=True)
    return into


CLIENT = """
import json, sys, time
from pathlib import Path
from workbook.plugin.windows import server_through_dll

def tuples(value):
    return tuple(map(tuples, value)) if isinstance(value, list) else value

started = time.perf_counter()
server = server_through_dll(Path(sys.executable).parent)
answers, times = [], [time.perf_counter() - started]
for name, values in json.loads(Path("calls.json").read_text(encoding="utf-8")):
    started = time.perf_counter()
    answers.append(server.CallUDF("workbook.functions.excel_udfs", name, tuples(values), None, None))
    times.append(time.perf_counter() - started)
said = json.dumps({"answers": answers, "times": times}, ensure_ascii=False)
Path("answers.json").write_text(said, encoding="utf-8")
"""


def answers(machine: Machine, home: Path, calls: list[tuple[str, list[Any]]]) -> dict[str, Any]:
    """What the function server, a process of its own, answers to each call."""
    (home / "calls.json").write_text(json.dumps(calls, ensure_ascii=False), encoding="utf-8")
    (home / "client.py").write_text(CLIENT, encoding="utf-8")
    status, said = machine.python(home, "client.py")
    assert status == 0, said
    found: dict[str, Any] = json.loads((home / "answers.json").read_text(encoding="utf-8"))
    return found
