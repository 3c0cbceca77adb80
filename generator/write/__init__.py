"""The writers: from the document tree and the style sheet to files."""
