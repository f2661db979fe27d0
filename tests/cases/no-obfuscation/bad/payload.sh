echo ZWNobyAxCg== | base64 -d | bash # BAD no-obfuscation/decoded-payload
