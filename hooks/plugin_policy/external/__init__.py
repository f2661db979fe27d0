"""Plugins that a marketplace names but does not hold: brought at their pin and judged like its own.

Nothing of them is checked out, built or run: git content is read from objects, packages from their archives in memory.
"""
