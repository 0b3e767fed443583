@echo off
rem VSM Desktop for Windows: the folder, its self-test, then an installer. NOT TESTED YET: written on Linux, for the same spec.
rem Needs Python 3.11 or newer (py) and Inno Setup 6 (iscc on the PATH). Run it from the repository:  installer\windows\build.bat
setlocal
cd /d "%~dp0..\.."
py installer\build.py folder || exit /b 1
for /f %%v in ('py -c "import sys; sys.path.insert(0, 'installer'); import shipping; print(shipping.version())"') do set VERSION=%%v
iscc /DAppVersion=%VERSION% installer\windows\vsm-desktop.iss || exit /b 1
echo dist\vsm-desktop-%VERSION%-setup.exe
