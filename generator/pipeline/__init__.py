"""The order of the stages, known only here: from a project's folder to findings, and to outputs that were read back."""
