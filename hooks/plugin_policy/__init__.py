"""Hold the plugins of a marketplace to its security policy."""

__version__ = "0.1.0"
