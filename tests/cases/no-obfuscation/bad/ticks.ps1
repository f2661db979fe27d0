i`e`x "Get-Date" # BAD no-obfuscation/spelled-out BAD no-obfuscation/disguised-name
