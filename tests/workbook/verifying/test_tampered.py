"""Each kind of part made to say something else: named, or the file cannot be used; never a pass, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from scoring.errors import DataError
from tests.support import tampering as t
from tests.support.tampering import Change, Parts, add, aligned, both, fill, font, in_sheet, number_format, relate, swap
from workbook.command.app import app
from workbook.verifying.verify import verify_result

pytestmark = pytest.mark.usefixtures("writes_once")
CT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_C5 = r'(<c r="C5"[^>]*?) t="str"><f>([^<]*)</f><v>甲县</v>'
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="s"><v:textbox><div>丙县</div></v:textbox>'
    '<x:ClientData ObjectType="Button"><x:Anchor>2, 0, 4, 0, 4, 0, 5, 0</x:Anchor></x:ClientData></v:shape></xml>'
)
_SHAPE = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)


def _false_sheet(parts: Parts) -> None:
    parts["xl/worksheets/fake.xml"] = parts[t.SHEET].replace("甲县".encode(), "丙县".encode())


def _other_book(parts: Parts) -> None:
    _false_sheet(parts)
    parts["xl/other.xml"] = parts[t.BOOK]
    parts["xl/_rels/other.xml.rels"] = parts[t.BOOK_RELATIONS].replace(b"worksheets/sheet2.xml", b"worksheets/fake.xml")
    swap("_rels/.rels", "xl/workbook.xml", "xl/other.xml")(parts)


def _two_ids(parts: Parts) -> None:
    _false_sheet(parts)
    swap(
        t.BOOK_RELATIONS,
        r'(<Relationship Id="rId2" [^>]*)worksheets/sheet2.xml("/>)',
        r"\1worksheets/fake.xml\2\1worksheets/sheet2.xml\2",
    )(parts)


def _renamed(part: str, name: str) -> Change:
    """A part under a name that some programs take for the same, and others do not find."""
    return lambda parts: parts.update({name: parts.pop(part)})


TAMPERED: dict[str, dict[str, Change]] = {
    "package": {
        "the root names another workbook": _other_book,
        "one relation id twice": _two_ids,
        "a name from the root": _renamed(t.SHEET, f"/{t.SHEET}"),
        "a name in capitals": _renamed(t.SHEET, "xl/worksheets/Sheet2.xml"),
        "relations in capitals": _renamed(t.BOOK_RELATIONS, "xl/_RELS/workbook.xml.rels"),
        "types in small letters": _renamed(t.TYPES, "[content_types].xml"),
        "a name by a detour": _renamed(t.SHEET, "xl/./worksheets/sheet2.xml"),
        "a target in capitals": swap(t.BOOK_RELATIONS, "worksheets/sheet2.xml", "worksheets/SHEET2.xml"),
        "a part nobody refers to": add("xl/worksheets/other.xml", "<x/>"),
        "custom XML": both(add("customXml/item1.xml", "<x>丙县</x>"), relate(t.BOOK_RELATIONS, "customXml", "../customXml/item1.xml")),
        "threaded comments": both(add("xl/threadedComments/t1.xml", "<ThreadedComments/>"), relate(t.SHEET_RELATIONS, "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threadedComments/t1.xml")),
        "macro under another name": both(add("xl/v.bin", b"\xd0\xcf", "application/vnd.ms-office.vbaProject"), relate(t.BOOK_RELATIONS, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "v.bin")),
        "macro-enabled type": swap(t.TYPES, "openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"),
        "external link under another name": both(add("xl/e.xml", "<x/>", f"{CT}externalLink+xml"), relate(t.BOOK_RELATIONS, "externalLink", "e.xml")),
        "embedded file": both(add("xl/embeddings/o.bin", b"x"), relate(t.SHEET_RELATIONS, "oleObject", "../embeddings/o.bin")),
        "picture of the file": both(add("docProps/thumb.png", b"x"), relate("_rels/.rels", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", "docProps/thumb.png")),
        "relation of an unknown kind": relate(t.BOOK_RELATIONS, "http://example.org/odd", "styles.xml"),
    },
    "sheet": {
        "false row, true row in extLst": both(in_sheet('<extLst><ext uri="{1}"><row r="5"/></ext></extLst>'), swap(t.SHEET, _C5, r'\1 t="str"><v>丙县</v>')),
        "two sheetData": in_sheet('<sheetData><row r="5"><c r="C5" t="str"><v>丙县</v></c></row></sheetData>'),
        "row twice": swap(t.SHEET, r'(<row r="5".*?</row>)', r"\1\1"),
        "cell twice": swap(t.SHEET, r'(<c r="C5".*?</c>)', r"\1\1"),
        "value twice": swap(t.SHEET, r"<v>甲县</v>", r"<v>甲县</v><v>丙县</v>"),
        "stored result": swap(t.SHEET, r"<v>甲县</v>", "<v>丙县</v>"),
        "text for formula": swap(t.SHEET, _C5, r'\1 t="str"><v>丙县</v>'),
        "phonetic guide": swap(t.STRINGS, "<si><t([^>]*)>([^<]+)</t></si>", r'<si><t\1>\2</t><rPh sb="0" eb="1"><t>丙县</t></rPh></si>'),
        "cell metadata": swap(t.SHEET, '<c r="C5"', '<c r="C5" vm="1"'),
        "array formula": swap(t.SHEET, r"(<c r=\"C5\"[^>]*>)<f>", r'\1<f t="array" ref="C5:C7">'),
        "formulas shown": swap(t.SHEET, "<sheetView ", '<sheetView showFormulas="1" '),
        "right to left": swap(t.SHEET, "<sheetView ", '<sheetView rightToLeft="1" '),
        "zeros not shown": swap(t.SHEET, "<sheetView ", '<sheetView showZeros="0" '),
        "frozen below the first rows": swap(t.SHEET, 'ySplit="4"', 'ySplit="6"'),
        "scrolled in a frozen view": swap(t.SHEET, "<sheetView ", '<sheetView topLeftCell="A6" '),
        "filter": in_sheet('<autoFilter ref="B4:I7"><filterColumn colId="0"><filters><filter val="2"/></filters></filterColumn></autoFilter>'),
        "table object": both(in_sheet('<tableParts count="1"><tablePart r:id="rId77"/></tableParts>'), add("xl/tables/table1.xml", "<table/>"), relate(t.SHEET_RELATIONS, "table", "../tables/table1.xml")),
        "picture behind the cells": both(in_sheet('<picture r:id="rId77"/>'), add("xl/media/i.png", b"x"), relate(t.SHEET_RELATIONS, "image", "../media/i.png")),
        "form button": both(in_sheet('<legacyDrawing r:id="rId77"/>'), add("xl/drawings/v.vml", _VML), relate(t.SHEET_RELATIONS, "vmlDrawing", "../drawings/v.vml")),
        "unknown extension": in_sheet('<extLst><ext uri="{2}"><x14:sparklineGroups xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/></ext></extLst>'),
        "custom views": in_sheet("<customSheetViews><customSheetView/></customSheetViews>"),
        "link to elsewhere": both(in_sheet('<hyperlinks><hyperlink ref="J9" r:id="rId77"/></hyperlinks>'), relate(t.SHEET_RELATIONS, "hyperlink", "http://example.org", mode="External")),
        "tip of a link": swap(t.SHEET, r'tooltip="[^"]*"', 'tooltip="应为丙县"'),
    },
    "size": {
        "row hidden": swap(t.SHEET, '<row r="5"', '<row r="5" hidden="1"'),
        "row of 2.01 points": swap(t.SHEET, r'(<row r="5"[^>]*? ht=")[^"]*', r"\g<1>2.01"),
        "row of 8 points": swap(t.SHEET, r'(<row r="5"[^>]*? ht=")[^"]*', r"\g<1>8"),
        "row over a page": swap(t.SHEET, r'(<row r="5"[^>]*? ht=")[^"]*', r"\g<1>400"),
        "row in two words": swap(t.SHEET, r'(<row r="5"[^>]*? customHeight=")[^"]*', r"\g<1>2.01"),
        "column hidden": swap(t.SHEET, '<col min="5" max="5"', '<col min="5" max="5" hidden="1"'),
        "column of one sign": swap(t.SHEET, r'(<col min="5" max="5" width=")[^"]*', r"\g<1>1"),
        "column over a page": swap(t.SHEET, r'(<col min="5" max="5" width=")[^"]*', r"\g<1>200"),
        "rows hidden unless said": swap(t.SHEET, "<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '),
        "low rows unless said": both(swap(t.SHEET, r'(<row r="5"[^>]*?) ht="[^"]*" customHeight="1"', r"\1"), swap(t.SHEET, 'defaultRowHeight="15"', 'defaultRowHeight="3"')),
    },
    "look": {
        "white text": font('<sz val="10"/><color rgb="FFFFFFFF"/><name val="宋体"/>'),
        "white text, said in two ways": font('<sz val="10"/><color rgb="FF1F2933" theme="0"/><name val="宋体"/>'),
        "white text by theme": font('<sz val="10"/><color theme="0"/><name val="宋体"/>'),
        "nearly white text by tint": font('<sz val="10"/><color theme="1" tint="0.98"/><name val="宋体"/>'),
        "white text by index": font('<sz val="10"/><color indexed="9"/><name val="宋体"/>'),
        "one point": font('<sz val="1"/><color rgb="FF1F2933"/><name val="宋体"/>'),
        "huge": font('<sz val="72"/><color rgb="FF1F2933"/><name val="宋体"/>'),
        "struck out": font('<strike/><sz val="10"/><color rgb="FF1F2933"/><name val="宋体"/>'),
        "superscript": font('<vertAlign val="superscript"/><sz val="10"/><color rgb="FF1F2933"/><name val="宋体"/>'),
        "font of pictures": font('<sz val="10"/><color rgb="FF1F2933"/><name val="Webdings"/>'),
        "symbol set": font('<sz val="10"/><color rgb="FF1F2933"/><name val="宋体"/><charset val="2"/>'),
        "two colours": font('<sz val="10"/><color rgb="FF1F2933"/><color rgb="FFFFFFFF"/><name val="宋体"/>'),
        "ground of the text's colour": fill('<patternFill patternType="solid"><fgColor rgb="FF1F2933"/></patternFill>'),
        "gray125 with own colours": fill('<patternFill patternType="gray125"><fgColor rgb="FF1F2933"/><bgColor rgb="FF1F2933"/></patternFill>'),
        "stripes": fill('<patternFill patternType="darkGrid"/>'),
        "gradient": fill('<gradientFill><stop position="0"><color rgb="FF000000"/></stop></gradientFill>'),
        "ground by theme": fill('<patternFill patternType="solid"><fgColor theme="1"/></patternFill>'),
        "turned": aligned('horizontal="center" vertical="center" textRotation="90"'),
        "repeated": aligned('horizontal="fill" vertical="center"'),
        "shrunk": aligned('horizontal="center" vertical="center" shrinkToFit="1"'),
        "pushed out": aligned('horizontal="left" vertical="center" indent="200"'),
        "right to left": aligned('horizontal="center" vertical="center" readingOrder="2"'),
        "theme's white is black": swap(t.THEME, 'val="windowText" lastClr="000000"', 'val="windowText" lastClr="FFFFFF"'),
        "a style that there is not": swap(t.SHEET, r'<c r="C5" s="\d+"', '<c r="C5" s="9999"'),
    },
    "number format": {
        "point in quotes": number_format(r"0&quot;.&quot;\\0\\0"),
        "other digits": number_format(r"\\9\\9.00"),
        "nothing": number_format(";;;"),
        "rounded": number_format("0"),
        "text": number_format("&quot;20.10&quot;"),
        "thousands": number_format("0.00,"),
        "per cent": number_format("0.00%"),
        "white": number_format("[White]0.00"),
        "condition": number_format("[&lt;50]&quot;99.00&quot;;0.00"),
        "date": number_format("yyyy-mm-dd"),
    },
    "conditional format": {
        "operator or kind": swap(t.SHEET, 'type="expression"', 'type="cellIs" operator="notEqual"'),
        "formula": swap(t.SHEET, r"(<cfRule[^>]*><formula>)", r"\1NOT"),
        "area": swap(t.SHEET, r'conditionalFormatting sqref="[^"]*"', 'conditionalFormatting sqref="D5:D6"'),
        "what it shows": swap(t.STYLES, r"(<dxfs.*?)<dxf>", r'\1<dxf><font><color rgb="FFFFFFFF"/></font>'),
        "format in it": swap(t.STYLES, r"(<dxfs.*?)<dxf>", r'\1<dxf><numFmt numFmtId="200" formatCode=";;;"/>'),
        "order": both(swap(t.SHEET, 'priority="1"', 'priority="99"')),
        "stops the others": swap(t.SHEET, 'priority="1"', 'priority="1" stopIfTrue="1"'),
        "icons": in_sheet('<conditionalFormatting sqref="E5:E7"><cfRule type="iconSet" priority="9"><iconSet showValue="0"><cfvo type="percent" val="0"/></iconSet></cfRule></conditionalFormatting>'),
        "bars": in_sheet('<conditionalFormatting sqref="E5:E7"><cfRule type="dataBar" priority="9"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar></cfRule></conditionalFormatting>'),
    },
    "print": {
        "first page header": both(swap(t.SHEET, "<headerFooter ", '<headerFooter differentFirst="1" '), swap(t.SHEET, "</headerFooter>", "<firstHeader>&amp;C审定</firstHeader></headerFooter>")),
        "even page header": both(swap(t.SHEET, "<headerFooter ", '<headerFooter differentOddEven="1" '), swap(t.SHEET, "</headerFooter>", "<evenHeader>&amp;C审定</evenHeader></headerFooter>")),
        "footer": swap(t.SHEET, "<oddFooter>&amp;C", "<oddFooter>&amp;C审定 "),
        "header gone": swap(t.SHEET, "<oddHeader>.*?</oddHeader>", ""),
        "header in white": swap(t.SHEET, "<oddHeader>&amp;R", "<oddHeader>&amp;R&amp;KFFFFFF"),
        "header of one point": swap(t.SHEET, "<oddHeader>&amp;R&amp;10", "<oddHeader>&amp;R&amp;1"),
        "header struck out": swap(t.SHEET, "<oddHeader>&amp;R", "<oddHeader>&amp;R&amp;S"),
        "picture in the footer": swap(t.SHEET, "<oddFooter>&amp;C", "<oddFooter>&amp;C&amp;G"),
        "two headers": swap(t.SHEET, "(<oddHeader>.*?</oddHeader>)", r"<oddHeader>&amp;C审定</oddHeader>\1"),
        "a tenth of the size": swap(t.SHEET, "<pageSetup ", '<pageSetup scale="10" '),
        "errors blank, draft": swap(t.SHEET, "<pageSetup ", '<pageSetup draft="1" '),
        "margins of five inches": swap(t.SHEET, r'left="[^"]*"', 'left="5"'),
        "print area": swap(t.BOOK, "<definedNames>", '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">排名!$A$1:$I$5</definedName>'),
    },
    "workbook": {
        "sheet hidden": swap(t.BOOK, '<sheet name="问题"', '<sheet name="问题" state="hidden"'),
        "two sheets change places": swap(t.BOOK, r'(<sheet name="排名"[^>]*/>)(<sheet [^>]*/>)', r"\2\1"),
        "name": swap(t.BOOK, "<definedNames>", '<definedNames><definedName name="满分">99</definedName>'),
        "macro name": swap(t.BOOK, "<definedNames>", '<definedNames><definedName name="Auto_Open" function="1">99</definedName>'),
        "1904": swap(t.BOOK, "<workbookPr ", '<workbookPr date1904="1" '),
        "objects not shown": swap(t.BOOK, "<workbookPr ", '<workbookPr showObjects="none" '),
        "manual": swap(t.BOOK, "<calcPr ", '<calcPr calcMode="manual" '),
        "precision as shown": swap(t.BOOK, "<calcPr ", '<calcPr fullPrecision="0" '),
        "custom views": swap(t.BOOK, "</workbook>", "<customWorkbookViews/></workbook>"),
        "archive shown": swap(t.BOOK, 'state="veryHidden"', 'state="visible"'),
    },
    "validation": {
        "prompt": swap(t.ADJUST, "<dataValidation ", '<dataValidation promptTitle="更正" prompt="丙县第一" '),
        "error": swap(t.ADJUST, "<dataValidation ", '<dataValidation error="丙县第一" '),
        "list": swap(t.ADJUST, "<formula1>[^<]*</formula1>", '<formula1>"丙县"</formula1>'),
        "area": swap(t.ADJUST, r'(<dataValidation [^>]*sqref=")[^"]*', r"\g<1>B8:B9"),
        "does not stop": swap(t.ADJUST, 'showErrorMessage="1"', 'showErrorMessage="0"'),
        "one more": in_sheet('<dataValidations count="1"><dataValidation type="none" showInputMessage="1" prompt="丙县第一" sqref="C5"/></dataValidations>'),
    },
    "text": {
        "part in white": swap(t.STRINGS, "<si><t>名次</t></si>", '<si><r><rPr><sz val="10"/><color rgb="FFFFFFFF"/><rFont val="宋体"/></rPr><t>名次</t></r></si>'),
        "part struck out": swap(t.STRINGS, "<si><t>名次</t></si>", '<si><r><t>名</t></r><r><rPr><strike/></rPr><t>次</t></r></si>'),
        "part of one point": swap(t.STRINGS, "<si><t>名次</t></si>", '<si><r><rPr><sz val="1"/></rPr><t>名次</t></r></si>'),
        "other text": swap(t.STRINGS, "<t>名次</t>", "<t>倒数名次</t>"),
        "text after text": swap(t.STRINGS, "<si><t>名次</t></si>", "<si><t>名次</t><t>丙县</t></si>"),
        "text in a run of none": swap(t.STRINGS, "<si><t>名次</t></si>", "<si><t>名次</t><r><t>丙县</t></r></si>"),
    },
    "chart": {
        "figures of another column": swap(t.CHART, r"<c:f>排名图!\$B\$29:\$B\$31</c:f>", "<c:f>排名图!$C$29:$C$31</c:f>"),
        "names of other rows": swap(t.CHART, r"<c:f>排名图!\$A\$29:\$A\$31</c:f>", "<c:f>排名图!$A$30:$A$32</c:f>"),
        "kept name": swap(t.CHART, "<c:v>甲县</c:v>", "<c:v>丙县</c:v>"),
        "kept figure": swap(t.CHART, "<c:v>20.0</c:v>", "<c:v>3.0</c:v>"),
        "title": swap(t.CHART, "2022年度各县", "2023年度各县"),
        "title in white": swap(t.CHART, r'(<a:rPr lang="en-US" sz="1200" baseline="0")/>', r'\1><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>'),
        "axis the other way": swap(t.BARS, 'orientation val="maxMin"', 'orientation val="minMax"'),
        "axis cut": swap(t.CHART, '<c:orientation val="minMax"/>', '<c:orientation val="minMax"/><c:max val="5"/>'),
        "axis gone": swap(t.CHART, r'(<c:catAx><c:axId val="\d+"/>)', r'\1<c:delete val="1"/>'),
        "series renamed": swap(t.CHART, "<c:tx><c:v>完成（80分起）</c:v>", "<c:tx><c:v>完成（70分起）</c:v>"),
        "series by another name": swap(t.BARS, r"<c:f>排名图!\$E\$28</c:f>", "<c:f>排名图!$F$28</c:f>"),
        "names left out": swap(t.BARS, 'tickLblSkip val="1"', 'tickLblSkip val="5"'),
        "colour": swap(t.BARS, '<a:srgbClr val="0072B2"/>', '<a:srgbClr val="FFFFFF"/>'),
        "points in white": swap(t.CHART, '<a:srgbClr val="0072B2"/>', '<a:srgbClr val="FFFFFF"/>'),
        "kind": swap(t.BARS, 'grouping val="stacked"', 'grouping val="percentStacked"'),
        "label of its own": swap(t.CHART, "<c:cat>", '<c:dLbls><c:dLbl><c:idx val="0"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>99</a:t></a:r></a:p></c:rich></c:tx><c:showVal val="1"/></c:dLbl><c:showVal val="0"/></c:dLbls><c:cat>'),
        "trend line": swap(t.CHART, "<c:cat>", "<c:trendline/><c:cat>"),
        "figures written out": swap(t.CHART, r"<c:numRef><c:f>[^<]*</c:f><c:numCache>(.*?)</c:numCache></c:numRef>", r"<c:numLit>\1</c:numLit>"),
        "shapes on it": both(add("xl/drawings/u.xml", "<x/>"), relate("xl/charts/_rels/chart1.xml.rels", "chartUserShapes", "../drawings/u.xml")),
    },
    "drawing": {
        "text box": swap(t.DRAWING, "</xdr:wsDr>", _SHAPE.format("<xdr:sp><xdr:txBody><a:p><a:r><a:t>丙县</a:t></a:r></a:p></xdr:txBody></xdr:sp>")),
        "picture": swap(t.DRAWING, "</xdr:wsDr>", _SHAPE.format("<xdr:pic/>")),
        "group": swap(t.DRAWING, "</xdr:wsDr>", _SHAPE.format("<xdr:grpSp/>")),
        "chart moved": swap(t.DRAWING, "<xdr:row>1</xdr:row>", "<xdr:row>0</xdr:row>"),
        "chart made tiny": swap(t.DRAWING, "<xdr:to><xdr:col>6</xdr:col>", "<xdr:to><xdr:col>2</xdr:col>"),
        "chart not printed": swap(t.DRAWING, "<xdr:clientData/>", '<xdr:clientData fPrintsWithSheet="0"/>'),
        "chart hidden": swap(t.DRAWING, "<xdr:cNvPr ", '<xdr:cNvPr hidden="1" '),
        "chart gone": swap(t.DRAWING, "<xdr:twoCellAnchor.*</xdr:twoCellAnchor>", ""),
        "linked": swap(t.DRAWING, "<xdr:cNvPr ([^>]*)/>", r'<xdr:cNvPr \1><a:hlinkClick r:id="rId9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></xdr:cNvPr>'),
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return t.parts_of(t.write_small(tmp_path_factory.mktemp("small")))


def told(parts: Parts, folder: Path) -> list[str]:
    """What is said of a file; none for a pass."""
    path = folder / "改.xlsx"
    path.write_bytes(t.packed(parts))
    try:
        return [str(one) for one in verify_result(path).differences]
    except DataError as error:
        return [str(error)]


@pytest.mark.parametrize(
    "change", [pytest.param(one, id=f"{kind}: {name}") for kind, own in TAMPERED.items() for name, one in own.items()]
)
def test_named(small: Parts, change: Change, tmp_path: Path) -> None:
    parts = dict(small)
    change(parts)
    assert told(parts, tmp_path)


def test_five_at_least_of_each_kind() -> None:
    assert min(len(own) for own in TAMPERED.values()) >= 5


HARMLESS: dict[str, Change] = {
    "saved by another version": swap(t.BOOK, 'lastEdited="4"', 'lastEdited="7"'),
    "zoomed": swap(t.SHEET, "<sheetView ", '<sheetView zoomScale="85" '),
    "bold": font('<b/><sz val="10"/><color rgb="FF1F2933"/><name val="宋体"/>'),
    "wider column": swap(t.SHEET, r'(<col min="5" max="5" width=")[^"]*', r"\g<1>14"),
    "higher row": swap(t.SHEET, r'(<row r="5"[^>]*? ht=")[^"]*', r"\g<1>30"),
    "format written otherwise": number_format("0.00;-0.00"),
    "tab colour": swap(t.SHEET, '<tabColor rgb="FF0072B2"/>', '<tabColor rgb="FF00FF00"/>'),
    "colour by index": font('<sz val="10"/><color rgb="001F2933"/><name val="SimSun"/>'),
    "names of authors": swap("docProps/core.xml", "kaohe", "某人"),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_another_program_may_change_passes(small: Parts, change: Change, tmp_path: Path) -> None:
    parts = dict(small)
    change(parts)
    assert told(parts, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "filled"),
    [
        ("负责人（签字）：", "负责人（签字）：张三", True),
        ("        年    月    日", "2026年3月2日", True),
        ("负责人（签字）：", "审定 张三", False),
        ("        年    月    日", "丙县第一，2026年3月2日", False),
    ],
)
def test_places_for_names_and_dates(small: Parts, old: str, new: str, filled: bool, tmp_path: Path) -> None:
    parts = dict(small)
    swap(t.STRINGS, rf"<t( xml:space=\"preserve\")?>{old}</t>", f"<t>{new}</t>")(parts)
    path = tmp_path / "签.xlsx"
    path.write_bytes(t.packed(parts))
    done = verify_result(path)
    assert (done.verdict == "内容一致") == filled
    assert bool(done.filled) == filled


def test_the_file_as_written_is_untouched_and_another_packing_too(small: Parts, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(t.packed(dict(reversed(small.items()))))
    assert verify_result(tmp_path / "a.xlsx").verdict == "原样"


@pytest.mark.parametrize("garbage", [b"PK\x03\x04 front", b""], ids=["in front", "behind"])
def test_bytes_outside_the_package_are_refused(small: Parts, garbage: bytes, tmp_path: Path) -> None:
    whole = t.packed(small)
    (tmp_path / "a.xlsx").write_bytes(garbage + whole if garbage else whole + b"x")
    with pytest.raises(DataError):
        verify_result(tmp_path / "a.xlsx")


def test_the_book_compared_with_is_kept(small: Parts, tmp_path: Path) -> None:
    """--rewrite: what the archive gives, byte for byte, beside a workbook that says something else."""
    (tmp_path / "原.xlsx").write_bytes(t.packed(small))
    parts = dict(small)
    swap(t.SHEET, _C5, r'\1 t="str"><v>丙县</v>')(parts)
    (tmp_path / "改.xlsx").write_bytes(t.packed(parts))
    done = CliRunner().invoke(app, ["verify", str(tmp_path / "改.xlsx"), "--rewrite", str(tmp_path / "重写.xlsx")])
    assert done.exit_code == 1
    assert t.parts_of(tmp_path / "重写.xlsx") == small
