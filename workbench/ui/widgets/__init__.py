"""Parts that several pages are made of: tables, chips, charts, fields."""
