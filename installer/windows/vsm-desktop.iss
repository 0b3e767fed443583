; The installer for Windows, made by Inno Setup 6 from the built folder. NOT TESTED YET: see build.bat.
; For one user it needs no administrator; maps (.vsm) open with the program and carry its document icon.

#ifndef AppVersion
  #error Give the version: iscc /DAppVersion=0.1.0 vsm-desktop.iss
#endif

[Setup]
AppId={{7B0E7C53-6B0C-4E0B-9C62-3E2B4C7D51A4}
AppName=VSM Desktop
AppVersion={#AppVersion}
VersionInfoVersion={#AppVersion}
DefaultDirName={autopf}\VSM Desktop
DefaultGroupName=VSM Desktop
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
Compression=lzma2/max
SolidCompression=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\icons\app.ico
UninstallDisplayIcon={app}\vsm-desktop.exe
OutputDir=..\..\dist
OutputBaseFilename=vsm-desktop-{#AppVersion}-setup
WizardStyle=modern

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[Files]
Source: "..\..\dist\vsm-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\VSM Desktop"; Filename: "{app}\vsm-desktop.exe"
Name: "{autodesktop}\VSM Desktop"; Filename: "{app}\vsm-desktop.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.vsm"; ValueType: string; ValueData: "VSMDesktop.Map"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.vsm"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-vsm-desktop"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.vsm\OpenWithProgids"; ValueType: string; ValueName: "VSMDesktop.Map"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\VSMDesktop.Map"; ValueType: string; ValueData: "Value stream"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\VSMDesktop.Map\DefaultIcon"; ValueType: string; ValueData: "{app}\_internal\vsm_desktop\icons\document.ico"
Root: HKA; Subkey: "Software\Classes\VSMDesktop.Map\shell\open\command"; ValueType: string; ValueData: """{app}\vsm-desktop.exe"" ""%1"""

[Run]
Filename: "{app}\vsm-desktop.exe"; Description: "{cm:LaunchProgram,VSM Desktop}"; Flags: nowait postinstall skipifsilent
