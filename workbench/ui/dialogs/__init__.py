"""Questions that must be answered before going on: a value in, a value out."""
