"""What if: scenarios beside each other, why they differ, over time, asked backwards, and kept as they were decided."""
