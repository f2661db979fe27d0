# coding: utf-7  # BAD no-obfuscation/source-encoding
print('+AG8-s')
