"""Where things are."""

import os
from pathlib import Path

BASE = Path.home()
STORE = ".aws"
NAME = "credentials"
KEY = os.path.join("~", ".ssh", "id_rsa")
