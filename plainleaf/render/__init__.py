"""Stage 4: a publication becomes renditions; pure functions of their arguments."""
