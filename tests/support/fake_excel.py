"""As much of Excel as the plug-in's menu asks of it, for pyOpenVBA's interpreter of VBA."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pyopenvba.interpreter import EMPTY, NOTHING, HostBridge, Interpreter, VBAArray, VBAErrorValue, VBAObject

from workbook.plugin.guide import MENU, MESSAGES
from workbook.plugin.vba import module


class Thing(VBAObject):
    """An object whose members are what it was made with, by lower-case name; callables are methods."""

    vba_type_name = "Thing"

    def __init__(self, name: str = "Thing", **members: Any) -> None:
        self.vba_type_name = name
        self.members = {key.lower(): value for key, value in members.items()}

    def vba_get(self, name: str, args: Sequence[object] = (), named: dict[str, object] | None = None) -> object:
        found = self.members[name.lower()]
        return (
            found(*args, **{key.lower(): value for key, value in (named or {}).items()}) if callable(found) else found
        )

    vba_call = vba_get

    def vba_set(self, name: str, value: object, args: Any = (), named: Any = None, *, by_ref: bool = False) -> None:
        self.members[name.lower()] = value


@dataclass
class FakeExcel(HostBridge):
    """One running Excel; open_file gives the VBA of kaohe.xlam or kaohe.xlsm in it."""

    active: object = NOTHING
    protected: object = NOTHING
    caller: object = field(default_factory=lambda: VBAErrorValue(2023))
    menus: list[Thing] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)
    this: Thing | None = None

    def global_object(self, name: str) -> object:
        found = {
            "application": self.application(), "activeworkbook": self.active, "thisworkbook": self.this,
            "kaoheserver": Thing(CallUDF=self.call), "workbooks": Thing(Open=lambda path: EMPTY),
        }  # fmt: skip
        return found.get(name.lower(), super().global_object(name))

    def application(self) -> Thing:
        def bar(name: str) -> Thing:
            if name == "Standard":
                raise KeyError(name)
            return Thing(Controls=Thing(Add=self.add))

        bars = Thing(FindControl=self.find)
        made = Thing(ActiveProtectedViewWindow=self.protected, Caller=self.caller, Cursor=0)
        made.members["commandbars"] = lambda *name: bar(*name) if name else bars
        return made

    def add(self, **options: Any) -> Thing:
        made = Thing(Caption="", Tag="", items=[])
        made.members["controls"] = Thing(
            Add=lambda **item: made.members["items"].append(Thing()) or made.members["items"][-1]
        )
        made.members["delete"] = lambda: self.menus.remove(made)
        self.menus.append(made)
        return made

    def find(self, tag: str) -> object:
        return next((one for one in self.menus if one.members["tag"] == tag), NOTHING)

    def call(self, served: str, name: str, given: VBAArray, *rest: object) -> VBAArray:
        self.asked.append((name, list(given.items)))
        return VBAArray([(0, 1)], items=["said", ""])

    def open_file(self, name: str) -> Interpreter:
        """The VBA of a file of this name; its help sheet holds the menu and the sentences."""
        rows = [(f"menu:{macro}", caption) for macro, caption in MENU] + [
            (f"say:{key}", text) for key, text in MESSAGES.items()
        ]
        cells = lambda row, column: Thing(Value=rows[int(row) - 1][int(column) - 1])  # noqa: E731
        sheet = Thing(UsedRange=Thing(Rows=Thing(Count=len(rows))), Cells=cells)
        self.this = Thing(Worksheets=lambda wanted: sheet, IsAddin=name.endswith(".xlam"), Name=name, Saved=True)
        machine = Interpreter(self)
        source = module()
        begin = source.index("Private Function KaoheServer()")
        machine.add_module(source[:begin] + source[source.index("' One question to", begin) :], name="Kaohe")
        return machine
