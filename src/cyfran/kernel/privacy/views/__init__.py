"""Pages about personal data: for everybody, for whoever asks, and for the officers who answer for it."""
