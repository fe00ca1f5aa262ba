"""Documents: built once as values, printed by one small writer per format."""
