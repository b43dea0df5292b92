"""Every table of a page: from rules, fills, alignment and tags, weighed against each other."""
