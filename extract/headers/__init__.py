"""Headings of a table to the fields of an action plan."""
