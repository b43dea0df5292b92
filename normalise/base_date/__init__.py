"""The day from which relative deadlines count."""
