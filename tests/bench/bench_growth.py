"""Every command at 13, 300 and 3,000 counties: processor time, peak memory, and how the time grows.

python -m tests.bench.bench_growth [COUNTIES …] [--only COMMAND]      # 13 300 3000

Each command is a process of its own on one made city under the default scheme. Growth is the exponent of the counties that the
time above that of the smallest city grows with: 1 is linear, what every start costs is taken off.
"""

from __future__ import annotations

import itertools
import math
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.bench_command import ENV, calling
from tests.support.made_provinces import made_province

_COUNTY = "第7县"
_CHANGES = "scenarios:\n  - {name: 能耗强度55分, scale: true, changes: {energy_intensity.points: 55}}\n"
_PEAK = """import atexit, re
atexit.register(lambda: open("峰值.txt", "w").write(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]))
"""
"""What the process itself has held at most: ru_maxrss counts what this one held when it forked."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "score": ("score", "{data}", "-s", "{scheme}", "-o", "结果.xlsx", "--force", "--jobs", "1"),
    "score --values-only": ("score", "{data}", "-s", "{scheme}", "-o", "数值.xlsx", "--force", "--values-only"),
    "check": ("check", "{data}", "-s", "{scheme}", "--xlsx", "问题.xlsx", "--force", "--jobs", "1"),
    "verify": ("verify", "结果.xlsx"),
    "explain, a county": ("explain", "结果.xlsx", "-c", _COUNTY),
    "explain, all": ("explain", "结果.xlsx"),
    "improve, a county": ("improve", "结果.xlsx", "-c", _COUNTY),
    "robustness": ("robustness", "结果.xlsx"),
    "compare": ("compare", "结果.xlsx", "数值.xlsx"),
    "scenarios": ("scenarios", "{data}", "-s", "{scheme}", "--changes", "测算.yaml", "-o", "测算.xlsx", "--force", "--names"),
    "report, review page": ("report", "结果.xlsx", "-o", "印发", "--stage", "初评", "--only", "评审页", "--force"),
    "template": ("template", "-y", "2025", "-s", "{scheme}", "-o", "空表.xlsx", "--force"),
}  # fmt: skip


def run(arguments: Sequence[str], room: Path) -> tuple[float, float, int]:
    """Processor seconds, peak memory in MiB, and the exit status of one command."""
    child = os.fork()
    if child == 0:
        os.chdir(room)
        with open("输出.txt", "wb") as screen:
            os.dup2(screen.fileno(), 1)
            os.dup2(screen.fileno(), 2)
        os.execve(sys.executable, [sys.executable, "-c", _PEAK + calling(arguments)], ENV)
    _, status, used = os.wait4(child, 0)
    peak = (room / "峰值.txt").read_text()
    return used.ru_utime + used.ru_stime, int(peak) / 1024, os.waitstatus_to_exitcode(status)


def city(room: Path, counties: int) -> dict[str, str]:
    """A made city and its scheme, as the commands name them."""
    folder, scheme = made_province(room, 1, counties)
    return {"data": str(next(folder.iterdir())), "scheme": str(scheme)}


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> str:
    """The exponents from one size to the next, where the time is more than that of the smallest."""
    above = [(size, one - seconds[0]) for size, one in zip(sizes[1:], seconds[1:], strict=True)]
    steps = [
        math.log(later / one) / math.log(more / size)
        for (size, one), (more, later) in itertools.pairwise(above)
        if one > 0.2 and later > 0
    ]
    return ", ".join(f"{one:.2f}" for one in steps) or "—"


def main() -> None:
    """A line a command."""
    only = sys.argv.pop(sys.argv.index("--only") + 1) if "--only" in sys.argv else ""
    sizes = [int(one) for one in sys.argv[1:] if one.isdigit()] or [13, 300, 3000]
    with tempfile.TemporaryDirectory() as folder:
        rooms = [Path(folder) / str(size) for size in sizes]
        places = []
        for size, room in zip(sizes, rooms, strict=True):
            room.mkdir()
            (room / "测算.yaml").write_text(_CHANGES, encoding="utf-8")
            places.append(city(room, size))
        for name, words in COMMANDS.items():
            if only and only != name and name not in ("score", "score --values-only"):
                continue
            seconds, parts = [], []
            for size, room, place in zip(sizes, rooms, places, strict=True):
                started = time.monotonic()
                taken, peak, status = run([word.format(**place) for word in words], room)
                seconds.append(taken)
                stray = (
                    "" if status <= 1 else f" STATUS {status}: {(room / '输出.txt').read_text(errors='replace')[-300:]}"
                )
                parts.append(f"{size}: {taken:.1f} s ({time.monotonic() - started:.0f} wall), {peak:.0f} MiB{stray}")
            print(f"{name:26} {' | '.join(parts)} | growth {growth(sizes, seconds)}", flush=True)


if __name__ == "__main__":
    main()
