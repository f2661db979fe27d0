#!/bin/sh
# Repositories of this machine: git copies files.
git clone /srv/mirror/repo.git work
git clone ./template ./copy
git clone --local ../library vendor
