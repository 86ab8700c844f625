' What every function of kaohe goes through, and the functions themselves. Only the functions, the entries of the menu and
' what Excel runs on opening and closing are Public; each of the latter leaves at once where a cell asks.
' Chinese texts stand on the sheet kaohe.help, since a VBA project keeps one byte a character.
'
' How the function server is started follows xlwings' VBA module, whose notice is:
'
'xlwings is distributed under a BSD 3-clause license.
'
'Copyright (C) 2014-present, Zoomer Analytics LLC.
'All rights reserved.
'
'Redistribution and use in source and binary forms, with or without modification,
'are permitted provided that the following conditions are met:
'
'* Redistributions of source code must retain the above copyright notice, this
'  list of conditions and the following disclaimer.
'
'* Redistributions in binary form must reproduce the above copyright notice, this
'  list of conditions and the following disclaimer in the documentation and/or
'  other materials provided with the distribution.
'
'* Neither the name of the copyright holder nor the names of its
'  contributors may be used to endorse or promote products derived from
'  this software without specific prior written permission.
'
'THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
'ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
'WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
'DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR
'ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
'(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
'LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON
'ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
'(INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
'SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
Option Explicit

#If Win64 Then
    Private Const LIBRARY As String = "{DLL64}"
    Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "{DLL64}" (ByRef server As Variant, ByVal started As String, ByVal mode As Long) As Long
#Else
    Private Const LIBRARY As String = "{DLL32}"
    Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "{DLL32}" (ByRef server As Variant, ByVal started As String, ByVal mode As Long) As Long
#End If
Private Declare PtrSafe Function LoadLibraryW Lib "kernel32" (ByVal path As LongPtr) As LongPtr

Private Const SERVE As String = "{SERVE}"
Private Const SERVED As String = "workbook.functions.excel_udfs"
Private Const HELP As String = "kaohe.help"
Private Const MENU As String = "kaohe"
Private lastFault As String
Private python As String

' The function server, a process of its own that the library starts where it is not running yet.
Private Function KaoheServer() As Object
    Dim folder As String
    Dim server As Variant
    If python = "" Then python = Replace(KaoheSaid("set:python"), "%LOCALAPPDATA%", Environ("LOCALAPPDATA"))
    folder = Left(python, InStrRev(python, "\"))
    ' With a Python made by venv the library stands one folder above
    If LoadLibraryW(StrPtr(folder & LIBRARY)) = 0 Then
        If LoadLibraryW(StrPtr(Left(folder, InStrRev(folder, "\", Len(folder) - 1)) & LIBRARY)) = 0 Then
            Err.Raise 1000, Description:="cannot load " & folder & LIBRARY
        End If
    End If
    If XLPyDLLActivateAuto(server, """" & python & """ " & SERVE, 1) <> 0 Then
        Err.Raise 1000, Description:=CStr(server)
    End If
    Set KaoheServer = server
End Function
