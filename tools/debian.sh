#!/bin/sh
# Installs Debian packages that are missing, each named by the program it brings.
set -eu

missing=""
for package in "$@"; do
    case "$package" in
        postgresql) [ -n "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || command -v initdb >/dev/null 2>&1 ;;
        nodejs) command -v node >/dev/null 2>&1 ;;
        npm) command -v npm >/dev/null 2>&1 ;;
        *) dpkg -s "$package" >/dev/null 2>&1 ;;
    esac || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    sudo=""
elif command -v sudo >/dev/null 2>&1; then
    sudo="sudo"
else
    echo "Please install:$missing (as root: apt-get install$missing)" >&2
    exit 1
fi
$sudo apt-get update -q >/dev/null
# shellcheck disable=SC2086 # the names are to be split
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends $missing >/dev/null
