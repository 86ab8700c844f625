' One question to the function server, and its answer with true errors in it. A fault is #VALUE!, never its text.
Private Function KaoheCall(ByVal called As String, ByVal given As Variant) As Variant
    On Error GoTo failed
    If KaoheInWizard() Then
        KaoheCall = ""
        Exit Function
    End If
    KaoheCall = KaoheErrors(KaoheServer.CallUDF(SERVED, called, given, ThisWorkbook, Application.Caller))
    Exit Function
failed:
    lastFault = called & ": " & Err.Description
    KaoheCall = CVErr(2015)
End Function

' The function wizard would ask again at every key.
Private Function KaoheInWizard() As Boolean
    On Error Resume Next
    KaoheInWizard = Not Application.CommandBars("Standard").Controls(1).Enabled
End Function

' Whole columns are cut at the last row and column that the sheet uses; the first cell stays the first.
Private Function KaoheClip(ByRef source As Variant) As Variant
    Dim used As Object
    Dim final As Object
    If TypeName(source) <> "Range" Then
        KaoheClip = source
        Exit Function
    End If
    Set KaoheClip = source
    If source.Rows.Count < 65536 And source.Columns.Count < 16384 Then Exit Function
    Set used = source.Worksheet.UsedRange
    Set final = used.Cells(used.Rows.Count, used.Columns.Count)
    Set used = source.Worksheet.Range(source.Worksheet.Cells(1, 1), final)
    Set used = Application.Intersect(source, used)
    If used Is Nothing Then Set used = source.Cells(1, 1)
    Set KaoheClip = used
End Function

' Texts #N/A, #VALUE! and #NUM! become the errors that they name.
Private Function KaoheErrors(ByVal answer As Variant) As Variant
    Dim i As Long
    Dim j As Long
    Select Case KaoheDims(answer)
    Case 0
        answer = KaoheError(answer)
    Case 1
        For i = LBound(answer) To UBound(answer)
            answer(i) = KaoheError(answer(i))
        Next i
    Case Else
        For i = LBound(answer, 1) To UBound(answer, 1)
            For j = LBound(answer, 2) To UBound(answer, 2)
                answer(i, j) = KaoheError(answer(i, j))
            Next j
        Next i
    End Select
    KaoheErrors = answer
End Function

Private Function KaoheError(ByVal cell As Variant) As Variant
    KaoheError = cell
    If VarType(cell) <> vbString Then Exit Function
    If cell = "#N/A" Then KaoheError = CVErr(2042)
    If cell = "#VALUE!" Then KaoheError = CVErr(2015)
    If cell = "#NUM!" Then KaoheError = CVErr(2036)
End Function

Private Function KaoheDims(ByRef answer As Variant) As Long
    Dim bound As Long
    Dim found As Long
    If Not IsArray(answer) Then Exit Function
    On Error GoTo done
    Do While found < 3
        bound = UBound(answer, found + 1)
        found = found + 1
    Loop
done:
    KaoheDims = found
End Function

' On opening: descriptions for the function wizard, and a menu (on the tab Add-ins) for the batch.
Public Sub Auto_Open()
    If KaoheInCell() Then Exit Sub
    KaoheDescribe
    KaoheMenu
End Sub

Public Sub Auto_Close()
    If KaoheInCell() Then Exit Sub
    KaoheMenuOff
End Sub

' Whether a cell asks: only functions answer one.
Private Function KaoheInCell() As Boolean
    KaoheInCell = TypeName(Application.Caller) = "Range"
End Function

Private Sub KaoheDescribe()
    Dim sheet As Object
    Dim notes() As String
    Dim addin As Boolean
    Dim row As Long
    Dim count As Long
    Dim i As Long
    On Error Resume Next
    Set sheet = ThisWorkbook.Worksheets(HELP)
    addin = ThisWorkbook.IsAddin
    ' MacroOptions refuses a hidden workbook
    If addin Then ThisWorkbook.IsAddin = False
    row = 2
    Do While Left(CStr(sheet.Cells(row, 1).Value), 3) = "KH_"
        count = sheet.Cells(row, 4).Value
        If count = 0 Then
            Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & sheet.Cells(row, 1).Value, _
                Description:=CStr(sheet.Cells(row, 3).Value), Category:=CStr(sheet.Cells(row, 2).Value)
        Else
            ReDim notes(1 To count)
            For i = 1 To count
                notes(i) = CStr(sheet.Cells(row, 4 + i).Value)
            Next i
            Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & sheet.Cells(row, 1).Value, _
                Description:=CStr(sheet.Cells(row, 3).Value), Category:=CStr(sheet.Cells(row, 2).Value), _
                ArgumentDescriptions:=notes
        End If
        row = row + 1
    Loop
    If addin Then ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = True
End Sub

' Each file's menu carries its name, so that closing one leaves the other's; a workbook makes none beside the add-in's.
Private Sub KaoheMenu()
    Dim menuItem As Object
    Dim submenu As Object
    Dim sheet As Object
    Dim row As Long
    On Error Resume Next
    KaoheMenuOff
    If Not ThisWorkbook.IsAddin Then
        If Not Application.CommandBars.FindControl(Tag:=MENU & ":kaohe.xlam") Is Nothing Then Exit Sub
    End If
    Set sheet = ThisWorkbook.Worksheets(HELP)
    Set submenu = Application.CommandBars("Worksheet Menu Bar").Controls.Add(Type:=10, Temporary:=True)
    submenu.Caption = MENU
    submenu.Tag = MENU & ":" & ThisWorkbook.Name
    For row = 1 To sheet.UsedRange.Rows.Count
        If Left(CStr(sheet.Cells(row, 1).Value), 5) = "menu:" Then
            Set menuItem = submenu.Controls.Add(Type:=1)
            menuItem.Caption = CStr(sheet.Cells(row, 2).Value)
            menuItem.OnAction = "'" & ThisWorkbook.Name & "'!" & Mid(CStr(sheet.Cells(row, 1).Value), 6)
        End If
    Next row
End Sub

Private Sub KaoheMenuOff()
    Dim own As Object
    On Error Resume Next
    Set own = Application.CommandBars.FindControl(Tag:=MENU & ":" & ThisWorkbook.Name)
    If Not own Is Nothing Then own.Delete
End Sub

Private Function KaoheSaid(ByVal key As String) As String
    Dim sheet As Object
    Dim row As Long
    Set sheet = ThisWorkbook.Worksheets(HELP)
    For row = 1 To sheet.UsedRange.Rows.Count
        If sheet.Cells(row, 1).Value = key Then KaoheSaid = CStr(sheet.Cells(row, 2).Value)
    Next row
End Function

' The batch on the workbook in front: check it, or score it and open the ranked workbook.
Public Sub KaoheCheck()
    KaoheBatch "check"
End Sub

Public Sub KaoheScore()
    KaoheBatch "score"
End Sub

' Why the last #VALUE! came, where the server itself failed.
Public Sub KaoheLastFault()
    If KaoheInCell() Then Exit Sub
    KaoheSayFault
End Sub

Private Sub KaoheSayFault()
    If lastFault = "" Then
        MsgBox KaoheSaid("say:no_fault")
    Else
        MsgBox KaoheSaid("say:fault") & vbCrLf & Left(lastFault, 800)
    End If
End Sub

' The full name may be an address (OneDrive, SharePoint): it is passed as it is, and the answer says what to do.
Private Sub KaoheBatch(ByVal action As String)
    Dim answer As Variant
    Dim data As Workbook
    If KaoheInCell() Then Exit Sub
    If Not Application.ActiveProtectedViewWindow Is Nothing Then
        MsgBox KaoheSaid("say:protected_view")
        Exit Sub
    End If
    Set data = ActiveWorkbook
    If data Is Nothing Then
        MsgBox KaoheSaid("say:no_book")
        Exit Sub
    End If
    If data.Path = "" Or Not data.Saved Then
        MsgBox KaoheSaid("say:save_first")
        Exit Sub
    End If
    On Error GoTo failed
    Application.Cursor = 2
    answer = KaoheServer.CallUDF(SERVED, "kaohe_batch", Array(action, data.FullName), ThisWorkbook, Application.Caller)
    Application.Cursor = -4143
    MsgBox Left(CStr(answer(LBound(answer))), 1000)
    If CStr(answer(UBound(answer))) <> "" Then Workbooks.Open CStr(answer(UBound(answer)))
    Exit Sub
failed:
    Application.Cursor = -4143
    lastFault = action & ": " & Err.Description
    KaoheSayFault
End Sub
