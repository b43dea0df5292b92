"""Words outside tables: lines, paragraphs, and the plans written as lists."""
