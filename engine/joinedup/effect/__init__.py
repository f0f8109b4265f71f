"""What a change would mean: two checks side by side, changes tried out in memory, and goals worked back from."""
