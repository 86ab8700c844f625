"""Take the plug-in away again: what the installer wrote and nobody changed since, and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import KaoheError, fault
from workbook.plugin.desktop import desktop, launcher_sums, take
from workbook.plugin.inventory import LIST, is_cache, listed, sha256_of
from workbook.plugin.placing import ADDIN, places


@dataclass(frozen=True)
class Removed:
    """Files taken away; files that stay (changed, or not the installer's); names of files in use, for uninstall.cmd."""

    removed: int
    kept: tuple[Path, ...]
    in_use: tuple[str, ...] = ()


def uninstall(environment: Mapping[str, str] = os.environ, *, by_script: bool = False) -> Removed:
    """Remove the installation. KaoheError where the program would remove itself, or Excel is using it.

    by_script: uninstall.cmd runs this with the program's own Python, and takes away what is still in use then.
    """
    program, startup = places(environment)
    itself = program in Path(sys.executable).parents
    if itself and not by_script:
        raise KaoheError(f"程序不能删除正在运行的自己：请运行 {program / 'uninstall.cmd'}")
    if os.name == "nt":
        from workbook.plugin.windows import servers

        if servers(program):
            raise KaoheError("函数服务正在运行：请先关闭 Excel，再卸载")
    addin, kept, removed = startup / ADDIN, [], 0
    if addin.exists():
        if sha256_of(addin) == listed(program).get(ADDIN):
            _unlink(addin)
            removed += 1
        else:
            kept.append(addin)
    folder = desktop(environment)
    gone, left = take(folder, launcher_sums(program)) if folder is not None else ([], [])
    removed, kept = removed + len(gone), [*kept, *left]
    found = remove_listed(program, itself=itself)
    return Removed(removed + found.removed, (*kept, *found.kept), found.in_use)


def _unlink(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise KaoheError(f"{path} 正在使用（{fault(error)}）：请先关闭 Excel，再卸载") from error


def remove_listed(folder: Path, *, itself: bool = False) -> Removed:
    """Remove a folder's listed files that are as listed, Python's compiled copies of them, and folders left empty.

    itself: files in use are listed instead of being a fault, and the list stays for whoever removes them.
    """
    expected = listed(folder)
    removed, kept, in_use = 0, [], []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name == LIST and expected:
            continue
        if not (is_cache(name, expected) or (name in expected and sha256_of(path) == expected[name])):
            kept.append(path)
            continue
        try:
            path.unlink()
            removed += 1
        except OSError as error:
            if not itself:
                raise KaoheError(f"{path} 正在使用（{fault(error)}）：请先关闭 Excel") from error
            in_use.append(name)
    if expected and not in_use:
        (folder / LIST).unlink()
        removed += 1
    for inner in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        _remove_if_empty(inner)
    _remove_if_empty(folder)
    return Removed(removed, tuple(kept), (*in_use, LIST) if in_use else ())


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def message_lines(found: Removed) -> list[str]:
    """What the user reads."""
    total = found.removed + len(found.in_use)
    lines = [f"已删除安装程序写的 {total} 个文件" if total else "没有装过，没有删除什么"]
    return lines + [f"保留（不是安装程序写的，或者改过）：{path}" for path in found.kept]


def main() -> None:
    """For uninstall.cmd: files still in use, and the folders to be left empty, go into the file named."""
    try:
        found = uninstall(by_script=True)
    except KaoheError as error:
        print(error)
        raise SystemExit(1) from None
    folders = {str(one) for name in found.in_use for one in Path(name).parents if str(one) != "."}
    deepest_first = sorted(folders, key=lambda one: (-len(Path(one).parts), one))
    lines = [*(f"F {Path(name)}" for name in found.in_use), *(f"D {name}" for name in deepest_first)]
    # UTF-8 is loaded already; the library that has the other encodings is gone by now
    Path(sys.argv[1]).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print("\n".join(message_lines(found)))


if __name__ == "__main__":
    main()
