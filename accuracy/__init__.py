"""Measures bywhen on papers that it has never seen: invents them with their truth, reads them, compares.

What belongs here: the invention of papers and the scoring. Nothing in the packages that do the work imports this.
"""
