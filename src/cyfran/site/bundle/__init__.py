"""The bundle: everything of one co-op in a file that proves itself. docs/bundle.md says what is in it."""
