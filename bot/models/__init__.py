"""Chat models: the seam, and what implements it."""
