"""The one pinned set: what constraints.txt says is what the bundle holds, the VBA asks for and the doctor wants."""

from __future__ import annotations

from importlib import metadata

from packaging.requirements import InvalidRequirement, Requirement

from scoring.errors import KaoheError
from scoring.resources import constraints_file

_WINDOWS = {
    "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64", "python_version": "3.13",
    "python_full_version": "3.13.0", "platform_python_implementation": "CPython", "implementation_name": "cpython",
}  # fmt: skip


def on_windows(part: str) -> dict[str, list[str]]:
    """A part's libraries on Windows: name to the words of a requirement, version first, then its hashes. KaoheError for a line without them."""
    text = constraints_file().read_text(encoding="ascii").replace("\\\n", "")
    _, found, rest = text.partition(f"# == {part}\n")
    if not found:
        raise KaoheError(f"constraints.txt 里没有 {part} 这一部分")
    entries = {}
    for line in filter(None, rest.partition("# == ")[0].splitlines()):
        words, *hashes = line.split(" --hash=sha256:")
        try:
            pin = Requirement(words)
        except InvalidRequirement:
            pin = None
        if pin is None or not str(pin.specifier).startswith("==") or not hashes:
            raise KaoheError(f"constraints.txt 里有一行没有版本和 SHA-256：{line}")
        if pin.marker is None or pin.marker.evaluate(_WINDOWS):
            entries[pin.name] = [f"{pin.name}{pin.specifier}", *(f"--hash=sha256:{one.strip()}" for one in hashes)]
    return entries


def pinned() -> dict[str, str]:
    """Name to version of every library of the bundle."""
    return {name: words[0].partition("==")[2] for name, words in on_windows("kaohe").items()}


def library(bits: int) -> str:
    """The name of xlwings' DLL that the VBA loads in an Excel of 32 or 64 bits."""
    return f"xlwings{bits}-{pinned()['xlwings']}.dll"


def check_xlwings() -> None:
    """KaoheError where the installed xlwings is not the pinned one: its server and the DLL belong together."""
    expected, found = pinned()["xlwings"], metadata.version("xlwings")
    if found != expected:
        raise KaoheError(
            f"这里装的是 xlwings {found}，插件是按 {expected} 做的（DLL 名字里有版本，两边不同就加载不了），没有生成。"
            f"请先 pip install xlwings=={expected}"
        )
