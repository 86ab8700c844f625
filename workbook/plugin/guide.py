"""What the macro workbook says to its user."""

from __future__ import annotations

GUIDE = (
    "装好后，这个工作簿里的函数在本簿可用；装了加载项 kaohe.xlam 的，在任何工作簿都可用。",
    "“函数一览”列出全部函数和参数；每个函数另有一张示例表，黄色格是参数，可以改。示例数据都是虚构的。",
    "百分数填 15.5 这样的数。设成百分比格式的单元格里存的是 0.155，函数看不到格式，要先乘 100。",
    "#N/A：缺报，或没有这个县；#VALUE!：不是数、不是表，或方案、指标写错；#NUM!：超出可以计算的范围。",
    "整表的问题用 KH_CHECK 逐条列出；某个分怎么来的用 KH_EXPLAIN。",
    "所有格都是 #VALUE! 时，用菜单“kaohe — 上一次出错的原因”查看，或运行 kaohe excel doctor。",
    "下面的按钮、“加载项”选项卡里的 kaohe 菜单对当前打开的城市数据工作簿做整批核对和计分；先保存。",
    "整表函数要和结果工作簿一样，把核定调整和清单的区域也给它；没有的写“无”。没有给的，结果里有“※没有计入……”。",
    "数据不出本机：函数由本机的 Python 计算，不连网络。",
)
WAYS = (
    "Excel 365、2021：在一个空白格写上面的公式，回车，结果自动铺开（溢出）；右边、下面要留空，否则是 #SPILL!。",
    "公式前面不要写 @：写了只得第一个格。旧文件里打开后多出 @ 的，删掉它再回车。",
    "更早的 Excel：先选好一片区域，写公式，按 Ctrl+Shift+Enter；区域小了会少几行，大了多出 #N/A。或逐格写：",
)
"""How the answer of a table is put into cells, in newer and older Excel."""
BUTTONS = (("KaoheCheck", "核对当前工作簿"), ("KaoheScore", "计分，写出排名工作簿"))
MENU = (*BUTTONS, ("KaoheLastFault", "上一次出错的原因"))
MESSAGES = {
    "no_book": "没有打开的工作簿。请先打开要核对或计分的数据工作簿。",
    "protected_view": "这个文件在“受保护的视图”里，宏读不到它。请点“启用编辑”，另存到本机的文件夹，再用这个菜单。",
    "save_first": "请先保存当前工作簿：核对和计分读的是磁盘上的文件。",
    "no_fault": "没有出过错。",
    "fault": "函数服务没有答复。请运行 kaohe excel doctor 查找原因。",
}
