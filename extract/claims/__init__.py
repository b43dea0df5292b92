"""Counts that a paper states about its plan."""
