"""Speed, against a floor or a peer measured in the same run: `python -m tests.benchmarks`."""
