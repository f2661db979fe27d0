"""The home folder is the user's own, whatever is written there."""

import os
import subprocess

own = {**os.environ, "HOME": os.path.expanduser("~")}
subprocess.run(["git", "credential", "fill"], env=own, input="host=git.example.org\n\n")  # BAD no-sensitive-paths/credentials
