"""The window. Qt lives here and nowhere else; everything that is decided or calculated lies below."""
