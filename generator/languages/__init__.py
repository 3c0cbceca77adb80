"""The language in which the program speaks to its user: Chinese as written, or English by catalog."""
