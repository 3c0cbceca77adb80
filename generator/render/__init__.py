"""Rendering: templates and a typed bid become the tree, every printed value a node that knows its key paths."""
