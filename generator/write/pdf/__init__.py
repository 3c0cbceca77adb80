"""The PDF writer: tree to paged HTML and CSS, rendered by WeasyPrint with Chinese typesetting added."""
