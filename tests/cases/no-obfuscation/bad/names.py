def check_аdmin(user):  # BAD no-obfuscation/confusable-name
    return True


𝐞𝐯𝐚𝐥("1")  # BAD no-obfuscation/confusable-name
ｅｘｅｃ("x = 1")  # BAD no-obfuscation/confusable-name
pοrt = 1  # BAD no-obfuscation/confusable-name
