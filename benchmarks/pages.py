"""The pages that the window's benchmark shows, in the window's own order. It loads nothing: starting is measured."""

from __future__ import annotations

KNOWLEDGE = ("checklists", "faqs")
PAGES = (
    "overview",
    "workshop",
    "case_types",
    "process",
    "volumes",
    *KNOWLEDGE,
    "staffing",
    "costs",
    "scenarios",
)
