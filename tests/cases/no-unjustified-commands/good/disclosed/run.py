import subprocess

subprocess.run(["ffmpeg", "-i", "a", "b"])
subprocess.run(["ffmpeg", "-i", "c", "d"])
subprocess.run(["git", "status"])
