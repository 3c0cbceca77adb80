"""Places: diagrams, column widths, pictures and pages, measured once for both writers."""
