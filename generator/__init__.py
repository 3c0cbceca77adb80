"""bidgen: from YAML facts to Chinese bid documents whose promises are proven consistent."""

__version__ = "0.1.0"
