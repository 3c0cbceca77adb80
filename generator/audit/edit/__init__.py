"""Writes comments and tracked changes into a Word file that somebody else wrote, and changes nothing else in it."""
