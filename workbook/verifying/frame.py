"""What stands in a sheet's XML around the rows: columns, views, merged cells, links, rules, page set-up."""

from __future__ import annotations

from collections.abc import Callable

from workbook.reading.formats.xml import Element
from workbook.verifying import normal
from workbook.verifying.allowed import short_name
from workbook.verifying.content import Rule, SheetContent
from workbook.verifying.headers import printed
from workbook.verifying.styles import NS, StyleTable, is_true, number_of

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NEWER = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"

_WORDS_BY_KIND = {
    "cellIs": ("operator",),
    "top10": ("percent", "bottom", "rank"),
    "aboveAverage": ("aboveAverage", "equalAverage", "stdDev"),
    "timePeriod": ("timePeriod",),
    "containsText": ("operator", "text"),
    "notContainsText": ("operator", "text"),
    "beginsWith": ("operator", "text"),
    "endsWith": ("operator", "text"),
}
"""Attributes that bear on a conditional format of a kind; programs write the others too, without a meaning."""

_TEXTS = ("promptTitle", "prompt", "errorTitle", "error")


def read_frame(sheet: SheetContent, root: Element, styles: StyleTable, relations: Callable[[str], str]) -> None:
    """Put all of it into ``sheet``."""
    for one in root.iterfind(f"{NS}sheetFormatPr"):
        sheet.height = number_of(one.get("defaultRowHeight", "15"))
        sheet.width = number_of(one.get("defaultColWidth", "9.14"))
    for one in root.iterfind(f"{NS}cols/{NS}col"):
        width = 0.0 if is_true(one.get("hidden")) else number_of(one.get("width", "9.14"))
        sheet.widths.append((int(one.get("min", "1")), int(one.get("max", "1")), width))
    for one in root.iterfind(f"{NS}sheetViews/{NS}sheetView"):
        pane = one.find(f"{NS}pane")
        if pane is not None:
            sheet.pane = f"{pane.get('xSplit', '0')}、{pane.get('ySplit', '0')}、{pane.get('state', 'split')}"
            if one.get("topLeftCell", "A1") != "A1":
                sheet.pane += f"，从 {one.get('topLeftCell')} 起"
    sheet.merged = {one.get("ref", "") for one in root.iterfind(f"{NS}mergeCells/{NS}mergeCell")}
    for one in root.iterfind(f"{NS}hyperlinks/{NS}hyperlink"):
        outside, place = one.get(_RELATION), one.get("location", "")
        target = relations(outside) if outside else ""
        goes = normal.link(f"{target}#{place}" if target and place else target or place)
        sheet.links[one.get("ref", "")] = (goes, one.get("tooltip", ""))
    _rules(sheet, root, styles)
    for one in root.iterfind(f"{NS}dataValidations/{NS}dataValidation"):
        formulas = [one.findtext(f"{NS}formula{number}", "") for number in (1, 2)]
        sheet.validations.append(_validation(one, one.get("sqref", ""), formulas))
    for one in root.iterfind(f"{NS}extLst/{NS}ext/{_NEWER}dataValidations/{_NEWER}dataValidation"):
        # Where Excel puts a validation that reads another sheet.
        formulas = [one.findtext(f"{_NEWER}formula{number}/{_XM}f", "") for number in (1, 2)]
        sheet.validations.append(_validation(one, one.findtext(f"{_XM}sqref", ""), formulas))
    _page(sheet, root)


def _rules(sheet: SheetContent, root: Element, styles: StyleTable) -> None:
    found: list[tuple[float, Rule]] = []
    for home in root.iterfind(f"{NS}conditionalFormatting"):
        area = normal.areas(home.get("sqref", ""))
        for one in home.iterfind(f"{NS}cfRule"):
            kind, number = one.get("type", ""), one.get("dxfId")
            parts = [kind] + [
                f"{name} {_plain(one.get(name))}" for name in _WORDS_BY_KIND.get(kind, ()) if one.get(name)
            ]
            parts += ["为真则停止"] if is_true(one.get("stopIfTrue")) else []
            parts += [normal.formula(each.text or "") for each in one.iterfind(f"{NS}formula")]
            parts += [_scale(each, styles) for each in one if each.tag != f"{NS}formula"]
            if number is not None:
                parts.append(
                    styles.rules[int(number)] if int(number) < len(styles.rules) else f"没有第 {number} 种格式"
                )
            found.append((number_of(one.get("priority", "0")), (area, *parts)))
    sheet.rules = [rule for _, rule in sorted(found, key=lambda one: one[0])]


def _scale(element: Element, styles: StyleTable) -> str:
    """A colour scale, bars or icons, as one text."""
    if element.tag == f"{NS}color":
        return styles.colour(element, "auto")
    attributes = {name: _number(text) for name, text in element.attrib.items()}
    if attributes.get("gte") == "1":
        del attributes["gte"]
    words = [short_name(element.tag), *(f"{name}={text}" for name, text in sorted(attributes.items()))]
    return (
        f"{' '.join(words)}({'，'.join(_scale(one, styles) for one in element)})" if len(element) else " ".join(words)
    )


def _number(text: str) -> str:
    return f"{float(text):.15g}" if normal.NUMBER.fullmatch(text) else _plain(text)


def _plain(text: str | None) -> str:
    return {"true": "1", "false": "0"}.get(text or "", text or "")


def _validation(element: Element, area: str, formulas: list[str]) -> Rule:
    kind = element.get("type", "none")
    parts = [kind]
    if kind not in ("none", "list", "custom"):
        operator = element.get("operator", "between")
        parts.append(operator)
        formulas = formulas if operator in ("between", "notBetween") else formulas[:1]
    else:
        formulas = formulas[:1]
    parts += [normal.formula(one) for one in formulas if one]
    shows = {"promptTitle": "showInputMessage", "prompt": "showInputMessage"}
    parts += [
        f"{name} {text}"
        for name in _TEXTS
        if (text := element.get(name, "")) and (name not in shows or is_true(element.get(shows[name])))
    ]
    parts += ["不拦截"] if kind != "none" and not is_true(element.get("showErrorMessage")) else []
    parts += [element.get("errorStyle", "stop")] if element.get("errorStyle", "stop") != "stop" else []
    parts += ["没有下拉"] if is_true(element.get("showDropDown")) else []
    parts += ["不许空"] if kind != "none" and not is_true(element.get("allowBlank")) else []
    return (normal.areas(area), *parts)


def _page(sheet: SheetContent, root: Element) -> None:
    sheet.page = printed(root.find(f"{NS}headerFooter"))
    fit = root.find(f"{NS}sheetPr/{NS}pageSetUpPr")
    fits = fit is not None and is_true(fit.get("fitToPage"))
    setup = root.find(f"{NS}pageSetup")
    attributes = {} if setup is None else setup.attrib
    page = {
        "纸张": attributes.get("paperSize", ""),
        "方向": attributes.get("orientation", "portrait").replace("default", "portrait"),
    }
    if fits:
        page["缩放"] = f"{attributes.get('fitToWidth', '1')} 页宽、{attributes.get('fitToHeight', '1')} 页高"
    else:
        page["缩放"] = f"{attributes.get('scale', '100')}%"
    if is_true(attributes.get("useFirstPageNumber")):
        page["起始页码"] = attributes.get("firstPageNumber", "1")
    sheet.page |= page
    for one in root.iterfind(f"{NS}pageMargins"):
        sheet.margins = max(number_of(one.get(side, "0")) for side in ("left", "right", "top", "bottom"))
