"""What an action is about."""
