"""Starts the command line from the checkout, or the installed one when there is no checkout to prefer."""

import os
import sys

hooks = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "hooks")
sys.path.insert(0, hooks)
from plugin_policy.cli import main  # noqa: E402

sys.exit(main())
