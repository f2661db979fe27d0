word = bytes([115, 117, 98, 112, 114, 111, 99, 101, 115, 115])  # BAD no-obfuscation/spelled-out
