import os
total = 1                                                                                                                                                                                                                            ; os.abort()  # BAD no-obfuscation/off-screen
