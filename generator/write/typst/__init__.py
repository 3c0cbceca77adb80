"""The second PDF writer: the tree as Typst source, set by the `typst` wheel, which needs no system library."""
