#!/bin/sh
# Finds a Python that will do, and hands over to install.py. Needs nothing but sh.
# Usage: scripts/bootstrap.sh core|dev
set -eu
cd "$(dirname "$0")/.."

# A name on PATH is no proof: version managers leave names that only print an error, and Debian's python3
# comes without venv unless python3-venv is installed. So each is asked.
suits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -x .venv/bin/python ] && suits .venv/bin/python; then
    exec .venv/bin/python scripts/install.py "$@"
fi
for name in ${FAZHI_PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
    if suits "$name"; then
        exec "$name" scripts/install.py "$@"
    fi
done
cat >&2 <<'END'
没有找到可用的 Python 3.11 或更高版本（须带 venv 模块）。
  Debian / Ubuntu：apt-get install python3 python3-venv
  其他系统：安装 Python 3.11+ 后重试；装在别处的，用 FAZHI_PYTHON=/路径/python3 make run 指明。
No usable Python 3.11 or newer (with the venv module) was found. Install one, on Debian
`apt-get install python3 python3-venv`, or name it: FAZHI_PYTHON=/path/to/python3 make run
END
exit 1
