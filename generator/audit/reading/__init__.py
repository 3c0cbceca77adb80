"""Readers: they turn a file into blocks of text that know their place."""
