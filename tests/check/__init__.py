"""What the tests of the checks look at."""
