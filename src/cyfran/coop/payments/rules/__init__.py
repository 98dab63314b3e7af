"""What banks accept and what their words mean: pure, without Django or a database."""
