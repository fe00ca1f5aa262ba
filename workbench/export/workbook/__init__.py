"""Workbooks with live formulas: a controller can follow every figure and try other inputs.

The queue engine and the processes give values; everything after them is a formula that the program's own
results stand beside.
"""

from workbench.export.workbook.costs import costs_workbook
from workbench.export.workbook.staffing import staffing_workbook

__all__ = ["costs_workbook", "staffing_workbook"]
