def lIlIIllIIl(lIIlIlIlII):  # BAD no-obfuscation/scrambled
    IlIIlIlIIl = lIIlIlIlII * 2
    return IlIIlIlIIl
