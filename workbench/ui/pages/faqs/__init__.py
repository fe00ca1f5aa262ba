"""FAQs: what residents ask, in their words, and what they are answered."""

from workbench.ui.pages.faqs.page import FaqsPage

__all__ = ["FaqsPage"]
