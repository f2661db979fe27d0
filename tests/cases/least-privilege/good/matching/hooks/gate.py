import os
import sys

if not os.path.exists("demo.toml"):
    sys.exit(0)
print("this project has a demo.toml")
