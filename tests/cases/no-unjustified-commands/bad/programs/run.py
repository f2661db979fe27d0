import subprocess

subprocess.run(["ffmpeg", "-i", "a", "b"])  # BAD no-unjustified-commands/undisclosed-program
subprocess.run(["ffmpeg", "-i", "c", "d"])
subprocess.run(["git", "status"])
