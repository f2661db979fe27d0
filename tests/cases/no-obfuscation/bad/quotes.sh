c''u''r''l -s http://localhost # BAD no-obfuscation/spelled-out BAD no-obfuscation/disguised-name
