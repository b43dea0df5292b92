"""What reading costs, as ratios against other tools in one run."""
