"""The document tree, the one thing that all writers print."""
