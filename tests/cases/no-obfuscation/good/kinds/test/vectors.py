VECTORS = [
    ("00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff"),
    ("01010101010101010101010101010101", "fefefefefefefefefefefefefefefefe"),
    ("02020202020202020202020202020202", "fdfdfdfdfdfdfdfdfdfdfdfdfdfdfdfd"),
    ("03030303030303030303030303030303", "fcfcfcfcfcfcfcfcfcfcfcfcfcfcfcfc"),
    ("04040404040404040404040404040404", "fbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfb"),
    ("05050505050505050505050505050505", "fafafafafafafafafafafafafafafafa"),
    ("06060606060606060606060606060606", "f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9"),
    ("07070707070707070707070707070707", "f8f8f8f8f8f8f8f8f8f8f8f8f8f8f8f8"),
    ("08080808080808080808080808080808", "f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7"),
    ("09090909090909090909090909090909", "f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6"),
    ("0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a", "f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5"),
    ("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4"),
    ("0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c", "f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3"),
    ("0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d", "f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2f2"),
    ("0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e", "f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1"),
    ("0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0"),
    ("10101010101010101010101010101010", "efefefefefefefefefefefefefefefef"),
    ("11111111111111111111111111111111", "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"),
    ("12121212121212121212121212121212", "edededededededededededededededed"),
    ("13131313131313131313131313131313", "ecececececececececececececececec"),
]
KEY = bytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
PNG = b"\x89PNG\r\n\x1a\n"
