"""Finding secrets in bytes: rules as data, one pass over the bytes, confirmation in a window."""
