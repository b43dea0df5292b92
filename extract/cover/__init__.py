"""What the front of a report says of itself."""
