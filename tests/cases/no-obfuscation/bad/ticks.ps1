i`e`x "Get-Date" # BAD no-obfuscation/spelled-out
