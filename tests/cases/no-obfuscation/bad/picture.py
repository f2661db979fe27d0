from stegano import lsb

payload = lsb.reveal("cover.png")
exec(payload)  # BAD no-obfuscation/decoded-payload
