"""What data must never do: become markup, leak out of the library, reach a network."""
