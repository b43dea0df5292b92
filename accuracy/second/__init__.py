"""A second family of invented papers, made apart from the first: other words, other shapes, other programs."""
