"""Decoding that nothing runs."""

import base64
import subprocess

image = base64.b64decode("iVBORw0KGgo=")
print(len(image), base64.b64encode(b"x"))
subprocess.run(["jq", "."], input=base64.b64decode("e30="))
