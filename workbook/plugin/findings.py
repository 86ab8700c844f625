"""What the doctor says of a machine, from facts alone: each finding with its remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["ok", "warning", "error", "skipped"]


@dataclass(frozen=True)
class DoctorFinding:
    """One thing looked at."""

    level: Level
    what: str
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class Facts:
    """A machine as far as the plug-in cares. None: not known, or not there."""

    windows: bool = True
    python: tuple[int, int] = (3, 13)
    python_bits: int = 64
    kaohe: str = ""
    packages: Mapping[str, str | None] = field(default_factory=dict)
    pinned: Mapping[str, str] = field(default_factory=dict)
    libraries: Mapping[int, str] = field(default_factory=dict)  # bits of Excel to the DLL that the VBA loads
    dlls: Mapping[str, int | None] = field(default_factory=dict)  # DLLs that are there, with their bits
    excel_version: str | None = None
    excel_bits: int | None = None
    excel_server: str | None = None
    excel_running: bool = False
    office_rule: str = ""
    listed: bool = True
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    addin: bool = False
    addin_as_listed: bool = True
    addin_python: str = ""
    copies: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    home: str = ""
    home_fits_code_page: bool = True
    servers: tuple[int, ...] = ()
    round_trip: str | None = None
    round_trip_expected: str = ""
    schemes: Mapping[str, str] = field(default_factory=dict)
    schemes_fault: str = ""


def findings(facts: Facts) -> list[DoctorFinding]:
    """Every finding, in the order of a repair: what is below may hang on what is above."""
    found = list(_python(facts))
    if facts.windows:
        found += [*_dll(facts), *_excel(facts), *_addin(facts), *_files(facts), *_server(facts)]
    else:
        found.append(DoctorFinding("skipped", "Excel", "这台电脑不是 Windows：Excel、DLL、COM、WPS 几项没有查"))
    return [*found, *_schemes(facts)]


def _python(facts: Facts) -> Iterator[DoctorFinding]:
    shown = f"Python {facts.python[0]}.{facts.python[1]}，{facts.python_bits} 位"
    if facts.python < (3, 11):
        yield DoctorFinding("error", "Python", f"{shown}，太旧", "用安装包里的 Python，或装 3.11 以上")
    else:
        yield DoctorFinding("ok", "Python", shown)
    required = [name for name in facts.packages if facts.windows or name != "pywin32"]
    lacking = [name for name in required if facts.packages[name] is None]
    shown = "，".join(
        [f"kaohe {facts.kaohe}", *(f"{name} {facts.packages[name]}" for name in required if name not in lacking)]
    )
    if lacking:
        yield DoctorFinding(
            "error",
            "程序库",
            f"缺少 {'、'.join(lacking)}；已有 {shown}",
            "重新运行 install.cmd，或 pip install kaohe pywin32",
        )
    else:
        yield DoctorFinding("ok", "程序库", shown)
    pinned, there = facts.pinned.get("xlwings"), facts.packages.get("xlwings")
    if there and there != pinned:
        yield DoctorFinding(
            "error", "xlwings", f"版本是 {there}，加载项是按 {pinned} 做的",
            f"重新运行 install.cmd；自己装 Python 的，pip install xlwings=={pinned}，再 kaohe excel install",
        )  # fmt: skip
    others = [name for name in _other_versions(facts) if name != "xlwings"]
    if others:
        shown = "，".join(f"{name} {facts.packages[name]}（安装包是 {facts.pinned[name]}）" for name in others)
        yield DoctorFinding(
            "warning", "版本", shown, "用安装包的，重新运行 install.cmd；自己装 Python 的，结果以自检为准"
        )


def _other_versions(facts: Facts) -> list[str]:
    """Libraries that are there in another version than the pinned one."""
    return [name for name, version in facts.packages.items() if version and version != facts.pinned.get(name)]


def _dll(facts: Facts) -> Iterator[DoctorFinding]:
    bits = facts.excel_bits or facts.python_bits
    name = facts.libraries.get(bits, "")
    if name not in facts.dlls:
        others = "、".join(facts.dlls) or "一个也没有"
        yield DoctorFinding(
            "error", "DLL", f"python.exe 旁边没有 {name}（位数随 Excel，版本随加载项）；有的是：{others}",
            "重新解压安装包，运行 install.cmd；被杀毒软件删除的，把这个文件加入白名单",
        )  # fmt: skip
    elif facts.dlls[name] != bits:
        is_what = f"是 {facts.dlls[name]} 位的" if facts.dlls[name] else "不是 Windows 的程序文件"
        yield DoctorFinding(
            "error", "DLL", f"{name} {is_what}，Excel 要 {bits} 位的", "重新解压安装包，运行 install.cmd"
        )
    else:
        yield DoctorFinding("ok", "DLL", name)


def _excel(facts: Facts) -> Iterator[DoctorFinding]:
    if facts.excel_version is None:
        yield DoctorFinding(
            "error", "Excel", "没有找到 Excel", "插件只在 Windows 的 Excel 里用；WPS 用户用结果工作簿，不需要插件"
        )
    else:
        bits = f"，{facts.excel_bits} 位" if facts.excel_bits else ""
        yield DoctorFinding("ok", "Excel", f"版本 {facts.excel_version}{bits}")
    server = (facts.excel_server or "").lower()
    if any(word in server for word in ("wps", "\\et.exe", "ksolaunch", "kingsoft")):
        yield DoctorFinding(
            "error", "WPS", f"WPS 占用了 Excel 的注册：{facts.excel_server}",
            "在“WPS 配置工具”里取消与 Excel 的兼容注册，再运行 Excel 安装程序的“快速修复”",
        )  # fmt: skip
    elif server:
        yield DoctorFinding("ok", "WPS", f"Excel.Application 指向 {facts.excel_server}")
    if facts.office_rule in ("block", "warn"):
        yield DoctorFinding(
            "warning", "Defender", "规则“阻止所有 Office 应用程序创建子进程”开着：排除项里没有 pythonw.exe 的，Excel 启动不了函数服务，各格是 #VALUE!",
            f"请信息部门在这条规则的排除项里加上 {facts.home}\\pythonw.exe（docs/zh/信息部门.md）",
        )  # fmt: skip
    elif facts.office_rule == "audit":
        yield DoctorFinding("ok", "Defender", "规则“阻止所有 Office 应用程序创建子进程”只记录，不阻止")


def _addin(facts: Facts) -> Iterator[DoctorFinding]:
    if not facts.addin:
        yield DoctorFinding(
            "warning", "加载项", "XLSTART 里没有 kaohe.xlam，只有 kaohe.xlsm 里能用函数",
            "运行 install.cmd 或 kaohe excel install",
        )  # fmt: skip
    elif not facts.addin_as_listed:
        yield DoctorFinding(
            "error", "加载项", "XLSTART 里的 kaohe.xlam 和这个程序的不同：是旧的，或者改过",
            "关闭 Excel，把它移走，重新运行 install.cmd 或 kaohe excel install",
        )  # fmt: skip
    elif _folded(facts.addin_python) != _folded(f"{facts.home}/pythonw.exe"):
        yield DoctorFinding(
            "error", "加载项", f"加载项找的 Python 是 {facts.addin_python or '（没有写）'}，这里的是 {facts.home}：文件夹改过名或移动过",
            "把文件夹改回原名，或重新运行 install.cmd（自己装 Python 的用 kaohe excel install）",
        )  # fmt: skip
    else:
        yield DoctorFinding("ok", "加载项", "kaohe.xlam 在 XLSTART 里，和程序一致")
    if facts.copies:
        yield DoctorFinding(
            "error", "加载项", f"还有 {len(facts.copies)} 个 kaohe 的加载项，函数会重名：{facts.copies[0]}",
            "关闭 Excel，只留 XLSTART 里的 kaohe.xlam，其余移走",
        )  # fmt: skip


def _folded(path: str) -> str:
    return path.replace("\\", "/").lower()


def _files(facts: Facts) -> Iterator[DoctorFinding]:
    if not facts.listed:
        yield DoctorFinding(
            "warning", "安装的文件", "没有安装清单，查不了文件是否齐全", "运行 install.cmd 或 kaohe excel install"
        )
    for names, what in ((facts.missing, "缺少"), (facts.changed, "改过或是旧的")):
        if names:
            yield DoctorFinding(
                "error", "安装的文件", f"{what} {len(names)} 个：{'、'.join(names[:3])}",
                "重新解压安装包，运行 install.cmd；被杀毒软件删除的，按 SHA256SUMS 加入白名单",
            )  # fmt: skip
    if facts.listed and not facts.missing and not facts.changed:
        yield DoctorFinding("ok", "安装的文件", "和安装清单一致")
    if facts.marked:
        yield DoctorFinding(
            "error", "来自网络", f"{len(facts.marked)} 个文件带“来自网络”标记，Excel 会拦住宏：{facts.marked[0]}",
            "重新运行 install.cmd（它会去掉标记），或在文件属性里点“解除锁定”",
        )  # fmt: skip
    if not facts.home_fits_code_page:
        yield DoctorFinding(
            "error", "文件夹", f"{facts.home} 里有系统代码页没有的字，DLL 启动不了里面的 Python",
            "把安装包解压到只有英文的路径，在那里运行 python\\python.exe -m workbook.command.app excel install",
        )  # fmt: skip
    elif not facts.home.isascii():
        yield DoctorFinding("ok", "文件夹", f"{facts.home} 有汉字，系统代码页能表示")


def _server(facts: Facts) -> Iterator[DoctorFinding]:
    numbers = "、".join(map(str, facts.servers))
    if facts.servers and not facts.excel_running:
        yield DoctorFinding(
            "error", "函数服务", f"Excel 已经关了，函数服务还在运行（进程 {numbers}）：它在忙或没有退出，占着文件",
            "等它算完；一直不退出的，在任务管理器里结束 pythonw.exe",
        )  # fmt: skip
    elif facts.servers:
        yield DoctorFinding("ok", "函数服务", f"正在给 Excel 服务（进程 {numbers}）")
    if facts.round_trip is None:
        yield DoctorFinding("skipped", "COM 往返", "前面的条件不具备，没有试")
    elif facts.round_trip == facts.round_trip_expected:
        yield DoctorFinding("ok", "COM 往返", f"用加载项的命令启动，函数服务答复 {facts.round_trip}")
    else:
        yield DoctorFinding(
            "error", "COM 往返", f"函数服务没有正确答复：{facts.round_trip}",
            "先解决上面的错误；仍不行的，把这张表发给维护人",
        )  # fmt: skip


def _schemes(facts: Facts) -> Iterator[DoctorFinding]:
    if facts.schemes_fault:
        yield DoctorFinding("error", "方案", facts.schemes_fault, "重新安装；自己改过方案的，用 kaohe scheme check 查")
    for name, sha256 in facts.schemes.items():
        yield DoctorFinding("ok", "方案", f"{name} {sha256[:16]}")
