#!/bin/bash
p=ev; ${p}al "ls"                         # BAD no-obfuscation/disguised-name
$(echo lave | rev) "ls"                   # BAD no-obfuscation/disguised-name
c=cu; r=rl; $c$r -s https://x.example     # BAD no-obfuscation/disguised-name
x=bXash; "${x/X/}" script.txt             # BAD no-obfuscation/disguised-name
$(printf '\x77\x67\x65\x74') https://x.example  # BAD no-obfuscation/disguised-name BAD no-obfuscation/spelled-out
$(echo cHl0aG9u | base64 -d) run.txt      # BAD no-obfuscation/disguised-name
w'g'et https://x.example                  # BAD no-obfuscation/disguised-name
n\c -l 9000                               # BAD no-obfuscation/disguised-name
$(tr a-z n-za-m <<< phey) https://x.example  # BAD no-obfuscation/disguised-name
s=sh; b=ba; $b$s run.txt                  # BAD no-obfuscation/disguised-name
a=(no de); ${a[0]}${a[1]} run.txt         # BAD no-obfuscation/disguised-name
