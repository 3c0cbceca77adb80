"""Loading: a workspace of YAML becomes text with positions, or findings."""
