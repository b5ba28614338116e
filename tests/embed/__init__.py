"""Host pages for leaflets, and what a host's content filter does to a paste."""
