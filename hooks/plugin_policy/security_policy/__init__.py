"""SECURITY.md: read into what reporters need, held against the repository and against itself."""
