"""A page that the plugin wrote itself is opened in the user's browser."""

import pathlib
import sys
import webbrowser

report = pathlib.Path(sys.argv[1])
report.write_text("<html></html>")
webbrowser.open(str(report))
