"""git runs with a home folder of the test's own."""

import os
import subprocess

subprocess.run(["git", "credential", "fill"], env={**os.environ, "HOME": "/tmp/home"}, input="host=git.example.org\n\n")
