"""Owner cells: who is to do it."""
