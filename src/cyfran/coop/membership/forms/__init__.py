"""What membership asks people."""
