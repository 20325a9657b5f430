@echo off
rem Starts SoloStock by a double click on Windows.
setlocal
chcp 65001 >nul
cd /d "%~dp0"

set python=
for %%p in ("py -3.13" "py -3.12" "py -3.11" "py -3" "python3" "python") do call :try_python %%~p
if not defined python call :bring_python
if not defined python (
    echo Python could not be fetched: please check the internet connection and start again, or
    echo install it from https://www.python.org/downloads/ and start again.
    pause
    exit /b 1
)
%python% run.py %*
set code=%errorlevel%
if not %code%==0 if not %code%==130 pause
exit /b %code%

rem Python 3.11 or newer. What Windows calls python before one is installed only points to its store.
:try_python
if defined python exit /b
%* -c "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if %errorlevel%==0 set python=%*
exit /b

:bring_python
set "uv=%~dp0.uv\uv.exe"
for %%u in (uv.exe) do if not "%%~$PATH:u"=="" set "uv=%%~$PATH:u"
call :python_of_uv
if defined python exit /b
echo This computer has no Python 3.11 or newer that SoloStock can use.
if not exist "%uv%" call :fetch_uv
if not exist "%uv%" exit /b
echo Python 3.12 is fetched by uv from https://github.com/astral-sh/python-build-standalone ...
set UV_PYTHON_INSTALL_BIN=0
set UV_PYTHON_INSTALL_REGISTRY=0
"%uv%" python install 3.12
call :python_of_uv
exit /b

:fetch_uv
echo The program uv, which brings one, is fetched from https://astral.sh/uv into the folder .uv ...
set "UV_INSTALL_DIR=%~dp0.uv"
set UV_NO_MODIFY_PATH=1
powershell -NoProfile -ExecutionPolicy Bypass -Command "irm https://astral.sh/uv/install.ps1 | iex"
exit /b

rem A Python that uv keeps, and never the one in this folder's own environment.
:python_of_uv
if not exist "%uv%" exit /b
set UV_PYTHON_PREFERENCE=only-managed
for /f "delims=" %%f in ('call "%uv%" python find --no-project --system 3.12 2^>nul') do set python="%%f"
exit /b
