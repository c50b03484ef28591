"""Random and coverage-guided inputs for everything that reads a person's text: python -m tests.fuzz [seconds] [target]."""
