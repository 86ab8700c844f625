"""What the doctor says of a machine, from facts alone: each finding with its remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["ok", "warning", "error", "skipped"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    level: Level
    what: str
    said: str
    remedy: str = ""


@dataclass(frozen=True)
class Facts:
    """A machine as far as the plug-in cares. None: not known, or not there."""

    windows: bool = True
    python: tuple[int, int] = (3, 13)
    python_bits: int = 64
    packages: Mapping[str, str | None] = field(default_factory=dict)
    dlls: tuple[str, ...] = ()
    excel_version: str | None = None
    excel_bits: int | None = None
    excel_server: str | None = None
    addin: bool = False
    marked: tuple[str, ...] = ()
    profile: str = ""
    profile_fits_code_page: bool = True
    round_trip: str | None = None
    round_trip_expected: str = ""
    schemes: Mapping[str, str] = field(default_factory=dict)
    schemes_fault: str = ""


def findings(facts: Facts) -> list[Finding]:
    """Every finding, in the order of a repair: what is below may hang on what is above."""
    found = list(_python(facts))
    if facts.windows:
        found += [*_dll(facts), *_excel(facts), *_files(facts), _round_trip(facts)]
    else:
        found.append(Finding("skipped", "Excel", "这台电脑不是 Windows：Excel、DLL、COM、WPS 几项没有查"))
    return [*found, *_schemes(facts)]


def _python(facts: Facts) -> Iterator[Finding]:
    shown = f"Python {facts.python[0]}.{facts.python[1]}，{facts.python_bits} 位"
    if facts.python < (3, 11):
        yield Finding("error", "Python", f"{shown}，太旧", "用安装包里的 Python，或装 3.11 以上")
    else:
        yield Finding("ok", "Python", shown)
    wanted = [name for name in facts.packages if facts.windows or name != "pywin32"]
    lacking = [name for name in wanted if facts.packages[name] is None]
    shown = "，".join(f"{name} {facts.packages[name]}" for name in wanted if name not in lacking)
    if lacking:
        yield Finding(
            "error",
            "程序库",
            f"缺少 {'、'.join(lacking)}；已有 {shown}",
            "重新运行 install.cmd，或 pip install kaohe pywin32",
        )
    else:
        yield Finding("ok", "程序库", shown)
    xlwings = facts.packages.get("xlwings")
    if xlwings and not xlwings.startswith("0."):
        yield Finding("error", "xlwings", f"版本 {xlwings} 没有试过", "装 0.37 以上、1 以下的版本")


def _dll(facts: Facts) -> Iterator[Finding]:
    bits = facts.excel_bits or facts.python_bits
    if any(f"xlwings{bits}-" in name for name in facts.dlls):
        yield Finding("ok", "DLL", "，".join(facts.dlls))
    else:
        yield Finding(
            "error", "DLL", f"python.exe 旁边没有 {bits} 位的 xlwings DLL（位数随 Excel，不随 Python）",
            f"重新解压安装包；被杀毒软件删除的，把 xlwings{bits}-*.dll 加入白名单",
        )  # fmt: skip


def _excel(facts: Facts) -> Iterator[Finding]:
    if facts.excel_version is None:
        yield Finding(
            "error", "Excel", "没有找到 Excel", "插件只在 Windows 的 Excel 里用；WPS 用户用结果工作簿，不需要插件"
        )
    else:
        bits = f"，{facts.excel_bits} 位" if facts.excel_bits else ""
        yield Finding("ok", "Excel", f"版本 {facts.excel_version}{bits}")
    server = (facts.excel_server or "").lower()
    if any(word in server for word in ("wps", "\\et.exe", "ksolaunch", "kingsoft")):
        yield Finding(
            "error", "WPS", f"WPS 占用了 Excel 的注册：{facts.excel_server}",
            "在“WPS 配置工具”里取消与 Excel 的兼容注册，再运行 Excel 安装程序的“快速修复”",
        )  # fmt: skip
    elif server:
        yield Finding("ok", "WPS", f"Excel.Application 指向 {facts.excel_server}")
    if facts.addin:
        yield Finding("ok", "加载项", "kaohe.xlam 在 XLSTART 里")
    else:
        yield Finding(
            "warning",
            "加载项",
            "XLSTART 里没有 kaohe.xlam，只有 kaohe.xlsm 里能用函数",
            "运行 install.cmd 或 kaohe excel install",
        )


def _files(facts: Facts) -> Iterator[Finding]:
    if facts.marked:
        yield Finding(
            "error", "来自网络", f"{len(facts.marked)} 个文件带“来自网络”标记，Excel 会拦住宏：{facts.marked[0]}",
            "重新运行 install.cmd（它会去掉标记），或在文件属性里点“解除锁定”",
        )  # fmt: skip
    if not facts.profile_fits_code_page:
        yield Finding(
            "error", "文件夹", f"{facts.profile} 里有系统代码页没有的字，VBA 找不到 DLL",
            "把 kaohe 文件夹放到只有英文的路径，改 kaohe.xlam 里 xlwings.conf 表的 Interpreter_Win",
        )  # fmt: skip
    elif not facts.profile.isascii():
        yield Finding("ok", "文件夹", f"{facts.profile} 有汉字，系统代码页能表示")


def _round_trip(facts: Facts) -> Finding:
    if facts.round_trip is None:
        return Finding("skipped", "COM 往返", "前面的条件不具备，没有试")
    if facts.round_trip == facts.round_trip_expected:
        return Finding("ok", "COM 往返", f"函数服务答复 {facts.round_trip}")
    return Finding(
        "error",
        "COM 往返",
        f"函数服务没有正确答复：{facts.round_trip}",
        "先解决上面的错误；仍不行的，把这张表发给维护人",
    )


def _schemes(facts: Facts) -> Iterator[Finding]:
    if facts.schemes_fault:
        yield Finding("error", "方案", facts.schemes_fault, "重新安装；自己改过方案的，用 kaohe scheme check 查")
    for name, sha256 in facts.schemes.items():
        yield Finding("ok", "方案", f"{name} {sha256[:16]}")
