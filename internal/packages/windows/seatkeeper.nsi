; Installs Seatkeeper for one user, without an administrator. /S asks nothing.
Unicode true
Target amd64-unicode
SetCompressor /SOLID ${COMPRESSOR}
SetDateSave off ; so that the same files give the same bytes
!include "MUI2.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Seatkeeper"
!define CLASSES "Software\Classes"
Name "Seatkeeper"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Seatkeeper"
InstallDirRegKey HKCU "Software\Seatkeeper" "InstallDir"
ManifestDPIAware true
VIProductVersion "{{.Dotted}}"
VIAddVersionKey "ProductName" "Seatkeeper"
VIAddVersionKey "FileDescription" "Seatkeeper setup"
VIAddVersionKey "FileVersion" "{{.Version}}"
VIAddVersionKey "ProductVersion" "{{.Version}}"
VIAddVersionKey "LegalCopyright" "2026 The Seatkeeper developers"
!define MUI_ICON "seatkeeper.ico"
!define MUI_UNICON "seatkeeper.ico"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\seatkeeper.exe"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Seatkeeper is removed. Your data and backups stay where they are."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs can't be written to. Then nothing is changed.
!macro RefuseBesideOpenWindow WHAT
  IfFileExists "$INSTDIR\seatkeeper.exe" 0 +8
  ClearErrors
  FileOpen $0 "$INSTDIR\seatkeeper.exe" a
  IfErrors 0 +4
  MessageBox MB_OK|MB_ICONEXCLAMATION "Seatkeeper is open. Please close its window, and ${WHAT} again." /SD IDOK
  SetErrorLevel 2
  Quit
  FileClose $0
!macroend

Section
  !insertmacro RefuseBesideOpenWindow "install"
  SetOutPath "$INSTDIR"
  File "seatkeeper.exe"
  File "LICENSE.txt"
  File "licences-of-others.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Seatkeeper.lnk" "$INSTDIR\seatkeeper.exe"
  WriteRegStr HKCU "Software\Seatkeeper" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Seatkeeper"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "{{.Version}}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\seatkeeper.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "The Seatkeeper developers"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ; "Open with" offers Seatkeeper for backups. They end in .json, as many files do, so a
  ; double click is left to what the user has chosen.
  WriteRegStr HKCU "${CLASSES}\Seatkeeper.Backup" "" "Seatkeeper backup"
  WriteRegStr HKCU "${CLASSES}\Seatkeeper.Backup\DefaultIcon" "" "$INSTDIR\seatkeeper.exe,0"
  WriteRegStr HKCU "${CLASSES}\Seatkeeper.Backup\shell\open\command" "" '"$INSTDIR\seatkeeper.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "Seatkeeper.Backup" ""
  WriteRegStr HKCU "${CLASSES}\.age\OpenWithProgids" "Seatkeeper.Backup" ""
SectionEnd

Section "Uninstall"
  !insertmacro RefuseBesideOpenWindow "remove it"
  Delete "$INSTDIR\seatkeeper.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\licences-of-others.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Seatkeeper.lnk"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Seatkeeper"
  DeleteRegKey HKCU "${CLASSES}\Seatkeeper.Backup"
  DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "Seatkeeper.Backup"
  DeleteRegValue HKCU "${CLASSES}\.age\OpenWithProgids" "Seatkeeper.Backup"
  DetailPrint "Your data and backups stay in $LOCALAPPDATA\Seatkeeper\data"
SectionEnd
