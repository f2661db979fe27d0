#!/bin/bash
files=()
echo "${#files[@]}" "${files[@]:1}" "${files[*]}"
count() { echo "${#@}" "${@:2}"; }
count
