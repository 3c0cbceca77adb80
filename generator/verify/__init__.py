"""Reading the outputs back: the words, numbering and values of DOCX and PDF, compared with the tree."""
