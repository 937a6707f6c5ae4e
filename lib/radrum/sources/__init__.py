"""The outside world: each agency's service or file as a tidy frame, kept with a passport. Reports need none of it."""
