"""Our own file after somebody edited it: matched with the record it carries, change by change."""
