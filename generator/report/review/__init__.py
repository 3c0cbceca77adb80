"""The review report: what a legal reviewer reads and signs before a bid goes out, as a tree and as sheets."""
