print("a byte-order mark at the start")
