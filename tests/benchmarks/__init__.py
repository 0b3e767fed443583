"""Speed, measured: `python -m tests.benchmarks [--json OUT]` prints it, pytest-benchmark watches it."""
