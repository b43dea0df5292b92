"""Tables of many pages to action plans."""
