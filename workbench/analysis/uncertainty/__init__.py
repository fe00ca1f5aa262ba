"""How sure the figures are: the whole chain drawn thousands of times from what people said of each estimate."""

from workbench.analysis.uncertainty.run import CORRELATION, DRAWS, uncertainty
from workbench.analysis.uncertainty.values import Band, Guess, Uncertainty

__all__ = ["CORRELATION", "DRAWS", "Band", "Guess", "Uncertainty", "uncertainty"]
