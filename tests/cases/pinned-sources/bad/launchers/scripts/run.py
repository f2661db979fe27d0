import subprocess

subprocess.run(["npx", "-y", "tool@latest"], check=True)  # BAD pinned-sources/unpinned-launcher
