"""Rows that a person has put right: what follows from that."""
