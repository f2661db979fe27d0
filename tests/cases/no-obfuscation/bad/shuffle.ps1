$c = "{2}{0}{1}" -f 'oke-Exp','ression','Inv' # BAD no-obfuscation/spelled-out
