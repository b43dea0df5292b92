"""Turns the content files into sample papers and their expected rows. Nothing here reads a PDF's text."""
