"""Reads about money: accounts, what is awaited, what came, what is due."""
