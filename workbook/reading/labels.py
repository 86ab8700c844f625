"""Labels under which a workbook says what it is of; and the names of the sheets that hold no items."""

GUIDE = "填表说明"
CHECKS = "数据核对"
"""The sheet of live checks, which nothing is read from."""

MARKS, MARKS_WIDTH = "问题", 7
"""The sheet that a marked copy carries in front, and its columns; it may be submitted again."""

YEAR_LABEL = "考核年度"
SCHEME_LABEL = "方案编号"
REMARK_LABEL = "数据标注"
COUNTY_LABEL = "填报县（市、区）"
BUREAU_LABEL = "填报部门"
DOCUMENT_LABEL, ISSUED_LABEL = "下达文号", "下达日期"
DECLARED = (YEAR_LABEL, SCHEME_LABEL, REMARK_LABEL, COUNTY_LABEL, BUREAU_LABEL, DOCUMENT_LABEL, ISSUED_LABEL)
"""All of them."""
