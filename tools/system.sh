#!/bin/sh
# What must be on the machine itself: python3 with venv, and a browser for the tests.
# Where one is missing, root has it installed; anybody else is told which package it is.
#
#   sh tools/system.sh python [command]
#   sh tools/system.sh chromium          prints nothing when all is well
#   sh tools/system.sh which-chromium    prints the browser's path

set -eu

say() { printf '%s\n' "$*" >&2; }

install() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        return 1
    fi
    say "Installing the system package $1"
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    # A fresh machine has no package lists yet.
    apt-get install -y --no-install-recommends -qq "$1" >/dev/null 2>&1 \
        || { apt-get update -qq >/dev/null 2>&1 \
            && apt-get install -y --no-install-recommends -qq "$1" >/dev/null 2>&1; }
}

need_python() {
    command=${1:-python3}
    if ! command -v "$command" >/dev/null 2>&1; then
        install python3 || { say "Python is missing: install the package python3 (3.11 or newer)."; exit 1; }
    fi
    if ! "$command" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        say "Medgang needs Python 3.11 or newer, and $command is older; say PYTHON=python3.12, or whatever is here."
        exit 1
    fi
    if ! "$command" -c 'import venv, ensurepip' 2>/dev/null; then
        install python3-venv || { say "Python's venv is missing: install the package python3-venv."; exit 1; }
        "$command" -c 'import venv, ensurepip' 2>/dev/null \
            || { say "Python's venv is still missing after python3-venv was installed."; exit 1; }
    fi
}

find_chromium() {
    # Ubuntu's chromium is a stub that only points at a snap: a browser counts when it can say its version.
    if [ -n "${CHROMIUM:-}" ]; then
        set -- "$CHROMIUM"
    else
        set -- chromium chromium-browser google-chrome
    fi
    for candidate in "$@"; do
        path=$(command -v "$candidate" 2>/dev/null) || continue
        if "$path" --version >/dev/null 2>&1; then
            printf '%s\n' "$path"
            return 0
        fi
    done
    return 1
}

need_chromium() {
    find_chromium >/dev/null && return 0
    [ -z "${CHROMIUM:-}" ] || { say "No browser starts at CHROMIUM=$CHROMIUM."; exit 1; }
    install chromium || true
    find_chromium >/dev/null && return 0
    say "The tests need a browser: install the package chromium, or say where one is with CHROMIUM=path."
    exit 1
}

case ${1:-} in
    python) shift; need_python "$@" ;;
    chromium) need_chromium ;;
    which-chromium) find_chromium ;;
    *) say "usage: sh tools/system.sh python [command] | chromium | which-chromium"; exit 2 ;;
esac
