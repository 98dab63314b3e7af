"""The whole installation in one file, and back again: docs/operators.md says how to keep such files."""
