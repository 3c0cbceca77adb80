"""Says of a text that nobody here generated where it contradicts itself or the facts, and what was left in it."""
