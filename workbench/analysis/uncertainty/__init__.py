"""How sure the figures are: the whole chain drawn thousands of times from what people said of each estimate."""

from workbench.analysis.uncertainty.values import Band, Guess, Uncertainty

__all__ = ["Band", "Guess", "Uncertainty"]
