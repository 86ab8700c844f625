"""The table of what may stand where; ``allowed`` says how it is read."""

TABLE = """
worksheet mc:Ignorable xr:uid
  sheetPr filterMode=0 codeName enableFormatConditionsCalculation=1
    tabColor **
    outlinePr **
    pageSetUpPr fitToPage=0,1 autoPageBreaks
  dimension **
  sheetViews
    sheetView showGridLines tabSelected workbookViewId showFormulas=0 showRowColHeaders showZeros=1 rightToLeft=0 showOutlineSymbols defaultGridColor view topLeftCell colorId zoomScale zoomScaleNormal zoomScalePageLayoutView zoomScaleSheetLayoutView showRuler showWhiteSpace windowProtection
      pane xSplit ySplit topLeftCell activePane state
      selection+ **
  sheetFormatPr defaultRowHeight baseColWidth defaultColWidth zeroHeight=0 customHeight outlineLevelRow outlineLevelCol thickTop thickBottom x14ac:dyDescent
  cols
    col+ min max width hidden=0,1 customWidth=0,1 collapsed=0,1 outlineLevel style bestFit
  sheetData
    row+ r ht hidden=0,1 spans s customFormat=0,1 customHeight=0,1 outlineLevel collapsed=0,1 thickTop=0,1 thickBot=0,1 ph=0 x14ac:dyDescent
      c+ r s t
        v xml:space
        is
          t xml:space
        f t ref si ca aca xml:space
  sheetCalcPr fullCalcOnLoad
  sheetProtection **
  autoFilter ref xr:uid
  mergeCells count
    mergeCell+ ref
  phoneticPr fontId=0,1 type alignment
  conditionalFormatting+ sqref
    cfRule+ type dxfId priority operator stopIfTrue=0,1 aboveAverage equalAverage bottom percent rank text stdDev timePeriod
      formula+
      colorScale|dataBar showValue minLength maxLength
        cfvo+ type val gte
        color+ rgb theme tint indexed auto
      iconSet iconSet showValue percent reverse
        cfvo+ type val gte
  dataValidations count disablePrompts xWindow yWindow
    dataValidation+ type operator allowBlank=0,1 showDropDown=0,1 showInputMessage=0,1 showErrorMessage=0,1 errorStyle imeMode errorTitle error promptTitle prompt sqref xr:uid
      formula1|formula2
  hyperlinks
    hyperlink+ ref location display tooltip r:id xr:uid
  printOptions **
  pageMargins left right top bottom header footer
  pageSetup paperSize scale firstPageNumber useFirstPageNumber=0,1 fitToWidth fitToHeight orientation pageOrder usePrinterDefaults blackAndWhite=0 draft=0 cellComments=none errors=displayed horizontalDpi verticalDpi copies r:id paperWidth=0 paperHeight=0
  headerFooter differentFirst=0,1 differentOddEven=0,1 scaleWithDoc=0,1 alignWithMargins=0,1
    oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter xml:space
  rowBreaks|colBreaks **
  ignoredErrors **
  drawing r:id
  extLst
    ext+ uri
      x14:dataValidations count disablePrompts xWindow yWindow
        x14:dataValidation+ type operator allowBlank=0,1 showDropDown=0,1 showInputMessage=0,1 showErrorMessage=0,1 errorStyle imeMode errorTitle error promptTitle prompt xr:uid
          x14:formula1|x14:formula2
            xm:f
          xm:sqref
workbook mc:Ignorable conformance=transitional
  fileVersion **
  fileSharing **
  workbookPr date1904=0 showObjects=all backupFile defaultThemeVersion codeName filterPrivacy hidePivotFieldList dateCompatibility saveExternalLinkValues updateLinks autoCompressPictures checkCompatibility publishItems refreshAllConnections=0 showBorderUnselectedTables showInkAnnotation promptedSolutions allowRefreshQuery
  workbookProtection **
  mc:AlternateContent
    mc:Choice Requires=x15
      x15ac:absPath **
  xr:revisionPtr **
  bookViews **
  sheets
    sheet+ name sheetId state=visible,hidden,veryHidden r:id
  definedNames
    definedName+ name localSheetId hidden comment function=0 vbProcedure=0 xlm=0 xml:space
  calcPr calcId fullCalcOnLoad calcMode=auto fullPrecision=1 iterate=0 iterateCount iterateDelta refMode=A1 calcCompleted calcOnSave concurrentCalc concurrentManualCount forceFullCalc
  extLst
    ext+ uri
      lo:extCalcPr stringRefSyntax
      x15:workbookPr **
      xcalcf:calcFeatures **
sst count uniqueCount
  si+
    t xml:space
    r+
      t xml:space
      rPr
        b|i|strike|outline|shadow|condense|extend|u|vertAlign|sz|rFont|family|charset|scheme val
        color rgb theme tint indexed auto
    phoneticPr fontId type alignment
styleSheet mc:Ignorable xr:uid
  numFmts count
    numFmt+ numFmtId formatCode x16r2:formatCode16
  fonts count x14ac:knownFonts
    font+
      b|i|strike|outline|shadow|condense|extend|u|vertAlign|sz|name|family|charset|scheme val
      color rgb theme tint indexed auto
  fills count
    fill+
      patternFill patternType
        fgColor|bgColor rgb theme tint indexed auto
  borders count
    border+ diagonalUp=0,1 diagonalDown=0,1 outline
      left|right|top|bottom|start|end|vertical|horizontal **
      diagonal style
        color **
  cellStyleXfs count
    xf+ **
  cellXfs count
    xf+ numFmtId fontId fillId borderId xfId quotePrefix pivotButton applyNumberFormat applyFont applyFill applyBorder applyAlignment applyProtection
      alignment horizontal vertical wrapText=0,1 textRotation indent relativeIndent shrinkToFit=0,1 readingOrder justifyLastLine
      protection **
  cellStyles count
    cellStyle+ name xfId builtinId customBuiltin xr:uid iLevel hidden
  dxfs count
    dxf+
      font
        b|i|strike|outline|shadow|condense|extend|u|vertAlign|sz|name|family|charset|scheme val
        color rgb theme tint indexed auto
      numFmt+ numFmtId formatCode
      fill
        patternFill patternType
          fgColor|bgColor rgb theme tint indexed auto
      alignment horizontal vertical wrapText=0,1 textRotation indent relativeIndent shrinkToFit=0,1 readingOrder justifyLastLine
      border diagonalUp=0 diagonalDown=0 outline
        left|right|top|bottom|diagonal|vertical|horizontal **
      protection **
  tableStyles **
  colors
    indexedColors
      rgbColor+ rgb
    mruColors **
  extLst **
a:theme **
calcChain **
xdr:wsDr
  xdr:twoCellAnchor+ editAs
    xdr:from|xdr:to
      xdr:col|xdr:colOff|xdr:row|xdr:rowOff
    xdr:graphicFrame macro= fPublished
      xdr:nvGraphicFramePr
        xdr:cNvPr id name descr title hidden=0
          a:extLst **
        xdr:cNvGraphicFramePr **
      xdr:xfrm **
      a:graphic
        a:graphicData uri
          c:chart r:id
    xdr:clientData fLocksWithSheet fPrintsWithSheet=1
"""
