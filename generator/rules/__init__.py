"""Rules: what a finished bid must not say, as an explicit table of plain functions over the bid and its document."""
