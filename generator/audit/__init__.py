"""Audits any file: reads what it promises, and what contradicts it."""
