#!/bin/sh
# Starts SoloStock by a double click: on macOS by itself, on Linux through SoloStock.desktop.

# Ctrl+C ends SoloStock and not this script, which keeps the window open where something went wrong.
trap : INT
keep_window() {
    code=$?
    case $code in
        0 | 130) ;;
        *) printf '\nPress Enter to close this window. ' && read -r _ ;;
    esac
    exit "$code"
}
trap keep_window EXIT

CDPATH='' cd -- "$(dirname "$0")" || exit 1

# Python 3.11 or newer that can make an environment. Apple's own is too old, and would only ask for
# tools of developers; Debian's may lack a part.
is_python() {
    found=$(command -v "$1") && [ "$(uname) $found" != "Darwin /usr/bin/python3" ] &&
        "$found" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# A Python that uv keeps, and never the one in this folder's own environment.
python_of_uv() {
    UV_PYTHON_PREFERENCE=only-managed "$uv" python find --no-project --system 3.12 2>/dev/null
}

fetch() {
    if command -v curl >/dev/null; then curl -LsSf "$1"; else wget -qO- "$1"; fi
}

bring_python() {
    uv=$(command -v uv || echo "$PWD/.uv/uv")
    python=$(python_of_uv) && return
    echo "This computer has no Python 3.11 or newer that SoloStock can use."
    if ! [ -x "$uv" ]; then
        echo "The program uv, which brings one, is fetched from https://astral.sh/uv into the folder .uv ..."
        installer=$(fetch https://astral.sh/uv/install.sh) || return
        printf '%s\n' "$installer" | UV_INSTALL_DIR="$PWD/.uv" UV_NO_MODIFY_PATH=1 sh || return
    fi
    echo "Python 3.12 is fetched by uv from https://github.com/astral-sh/python-build-standalone ..."
    UV_PYTHON_INSTALL_BIN=0 "$uv" python install 3.12 && python=$(python_of_uv)
}

python=
for name in python3.13 python3.12 python3.11 python3 python; do
    if is_python "$name"; then
        python=$found
        break
    fi
done
if [ -z "$python" ] && ! bring_python; then
    echo "Python could not be fetched: please check the internet connection and start again, or" \
        "install it from https://www.python.org/downloads/ and start again." >&2
    exit 1
fi
"$python" run.py "$@"
