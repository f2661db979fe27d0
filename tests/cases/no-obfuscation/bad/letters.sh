a=abcdefghijklmnopqrstuvwxyz
${a:2:1}${a:20:1}${a:17:1}${a:11:1} -s http://localhost # BAD no-obfuscation/spelled-out BAD no-obfuscation/disguised-name
