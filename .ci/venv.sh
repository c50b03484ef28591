#!/bin/sh
# Makes the virtual environment named by the first argument, with the first Python that is new enough.
# PYTHON=/path/to/python chooses one. Says exactly what to install when something is missing.
set -eu
venv=${1:?usage: .ci/venv.sh DIRECTORY}

# An environment whose making was interrupted, or whose Python has gone, is made again.
if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then exit 0; fi

python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "jacviz needs Python 3.11 or newer, and found none. Install one (Debian: apt-get install python3 python3-venv;" >&2
    echo "macOS: brew install python; elsewhere: https://www.python.org/downloads/), or name it: make PYTHON=/path/to/python" >&2
    exit 1
fi

# Debian and Ubuntu keep ensurepip, without which no environment gets pip, in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    root=
    if [ "$(id -u)" -ne 0 ]; then root="sudo -n"; fi
    if command -v apt-get >/dev/null && $root true 2>/dev/null; then
        echo "Installing $package (once) ..."
        $root apt-get update -qq </dev/null
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" </dev/null
    else
        echo "$python cannot make virtual environments: its module ensurepip is missing." >&2
        echo "Install it (Debian, Ubuntu: sudo apt-get install $package) and run make again." >&2
        exit 1
    fi
fi

rm -rf "$venv"
echo "Making $venv with $("$python" --version) ..."
"$python" -m venv "$venv"
