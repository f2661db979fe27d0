#!/bin/bash
V=3; python$V tool.py
PY=python; "${PY}3" tool.py
CC="${CROSS_COMPILE}gcc"; $CC -c a.c
CMD=docker; CMD="$CMD compose"; $CMD up
"$HOME/.local/bin/uv" run tool.py
exe=node; [ -n "$WIN" ] && exe="$exe.exe"; "$exe" index.js
tool=git; $tool status
"${BASH_SOURCE%/*}/run.sh"
$(command -v python3) tool.py
$(which node) index.js
lib="lib"; echo "${lib}curl"
cat "a"'b'"c".txt
git log --format='%h'
sed 's/a/b/' "x"".txt"
