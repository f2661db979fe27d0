import os
import pathlib
import sys

os.environ["PLUGIN_POLICY_NO_CACHE"] = "1"  # what was judged before is no test of what judges now

sys.path.insert(0, str(pathlib.Path(__file__).parent))
