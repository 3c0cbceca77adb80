"""Chinese forms of quantities, money, numerals, dates and identifiers: one parser and one printer for every stage."""
