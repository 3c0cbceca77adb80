"""The command line: what a user asks, handed to the pipeline, and its answer, handed back."""
