param($Text)
& ('ie' + 'x') $Text                                        # BAD no-obfuscation/disguised-name
& ("{1}{0}" -f 'x', 'ie') $Text                             # BAD no-obfuscation/disguised-name
& (-join ('i','e','x')) $Text                               # BAD no-obfuscation/disguised-name
& ([char]105+[char]101+[char]120) $Text                     # BAD no-obfuscation/disguised-name
& ('xei'[-1..-3] -join '') $Text                            # BAD no-obfuscation/disguised-name
& ('iZx' -replace 'Z','e') $Text                            # BAD no-obfuscation/disguised-name
$a = 'Invoke-Web'; & ($a + 'Request') https://x.example     # BAD no-obfuscation/disguised-name
& ($ShellId[1]+$ShellId[13]+'x') $Text                      # BAD no-obfuscation/disguised-name BAD no-obfuscation/scrambled
& ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('aWV4'))) $Text # BAD no-obfuscation/disguised-name BAD no-obfuscation/spelled-out
& 'wQet'.Replace('Q','g') https://x.example                 # BAD no-obfuscation/disguised-name
