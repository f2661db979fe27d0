word = chr(99) + chr(117) + chr(114) + chr(108) + chr(32) + chr(105) + chr(116)  # BAD no-obfuscation/spelled-out
