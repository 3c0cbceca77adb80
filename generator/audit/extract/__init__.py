"""Finds the promises in the text of any file: quantity, kind, scope, and whose word it is."""
