"""How fast it is: `make bench`, or `python -m tests.benchmarks [name ...]` for some of the tables."""
