"""The verbs of the command line, one module each: HELP (one line, empty for a hidden verb) and main(argv)."""
