.((gV '*mdr*').nAMe[3,11,2]-jOIN'') "Get-Date" # BAD no-obfuscation/scrambled
