import base64
import zlib

exec(base64.b64decode("cHJpbnQoMSk="))  # BAD no-obfuscation/decoded-payload
code = zlib.decompress(bytes.fromhex("789c2b28cacc2bd130d40400102e02f0")).decode()
eval(code)  # BAD no-obfuscation/decoded-payload
