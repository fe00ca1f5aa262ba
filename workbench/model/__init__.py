"""Nouns: what a project holds. Pure data and its rules; no files, no Qt, no translation."""
