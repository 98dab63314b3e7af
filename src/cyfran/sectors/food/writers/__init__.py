"""Writers of catalogue files that other food platforms, and our own readers, can read. Pure Python."""
