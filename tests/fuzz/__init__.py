"""Random and coverage-guided inputs for all that reads a person's text: python -m tests.fuzz [seconds] [target ...]."""
