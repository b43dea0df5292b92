"""One PDF to plain pages, through PDFium: text, drawing, tags; what cannot be seen is dropped, strips are folded."""
