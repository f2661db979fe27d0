"""What other checks say better is not said twice, and harmless code says nothing."""

import hashlib
import subprocess

PASSWORD_FIELD = "password"
subprocess.run(["git", "status"], check=True)
print(hashlib.sha256(b"x").hexdigest())
print(eval("1 + 1"))
assert PASSWORD_FIELD
