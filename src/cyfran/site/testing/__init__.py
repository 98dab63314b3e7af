"""What the test suite stands on: its environment, its databases, its browser. Nothing here runs in service."""
