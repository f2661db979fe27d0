COLORS = [0xFF0000, 0x00FF00, 0x0000FF]
TABLE = bytes(range(256))
MAGIC = b"\x7fELF"
SALT = bytes.fromhex("00112233445566778899aabbccddeeff")
