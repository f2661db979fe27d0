"""What the formats of plugins ask for, as facts: shapes by JSON Schema, cross-file facts by code.

Everything here yields Issues (`issue.py`); the check `manifest-schema` gives them words and severities.
"""
