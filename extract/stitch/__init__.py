"""Rows, columns and groups that a page break cuts, made whole."""
