import os
import pathlib
import sys

import hypothesis

os.environ["PLUGIN_POLICY_NO_CACHE"] = "1"  # what was judged before is no test of what judges now

sys.path.insert(0, str(pathlib.Path(__file__).parent))

# How fast a machine is decides no test.
hypothesis.settings.register_profile(
    "steady", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("steady")
