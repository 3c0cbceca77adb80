"""Many projects at once: which must be built anew, by which process, and what became of each."""
