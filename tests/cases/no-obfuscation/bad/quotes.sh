c''u''r''l -s http://localhost # BAD no-obfuscation/spelled-out
