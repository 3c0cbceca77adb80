"""The style sheet: what each role looks like, once for both writers."""
