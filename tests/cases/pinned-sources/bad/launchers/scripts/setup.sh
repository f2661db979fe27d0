#!/bin/sh
set -e
pip install requests  # BAD pinned-sources/unpinned-install
npm install -g typescript eslint  # BAD pinned-sources/unpinned-install
python3 -m pip install 'x>=2'  # BAD pinned-sources/unpinned-install
sudo -E npx cowsay  # BAD pinned-sources/unpinned-launcher
cargo install --git https://github.com/o/r  # BAD pinned-sources/unpinned-install
