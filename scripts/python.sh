# Sets PYTHON to a Python that is new enough; sourced by publish and test, in the
# clone's folder. The clone's own environment counts first.

new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for PYTHON in ${PLAINLEAF_PYTHON:+"$PLAINLEAF_PYTHON"} .venv/bin/python \
        python3 python3.13 python3.12 python3.11; do
        if new_enough "$PYTHON"; then return 0; fi
    done
    PYTHON=
    return 1
}

# A fresh container may have no Python at all.
get_python() {
    as_root=
    if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
    if command -v apt-get >/dev/null 2>&1; then
        line="apt-get install -y --no-install-recommends python3 python3-venv"
        before="$as_root apt-get update -q"
    elif command -v dnf >/dev/null 2>&1; then
        line="dnf install -y python3"
        before=:
    elif command -v apk >/dev/null 2>&1; then
        line="apk add python3"
        before=:
    else
        return 1
    fi
    echo "Installing Python: $line" >&2
    $before >&2 && DEBIAN_FRONTEND=noninteractive $as_root $line >&2
}

if ! find_python && ! command -v python3 >/dev/null 2>&1; then
    get_python && find_python
fi
if [ -z "$PYTHON" ]; then
    {
        if command -v python3 >/dev/null 2>&1; then
            echo "This is $(python3 --version); Plainleaf needs Python 3.11 or later."
        else
            echo "There is no Python here; Plainleaf needs Python 3.11 or later."
        fi
        echo "Install one (docs/install.md says how), or set PLAINLEAF_PYTHON to its path."
    } >&2
    exit 3
fi
