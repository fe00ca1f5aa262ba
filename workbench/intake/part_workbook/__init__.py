"""A department's part that came back as a workbook: cells, tables, rows, values and items, and what was changed."""

from workbench.intake.part_workbook.reading import PartWorkbook, merge_part_workbook, read_part_workbook

__all__ = ["PartWorkbook", "merge_part_workbook", "read_part_workbook"]
