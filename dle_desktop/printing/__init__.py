"""The snapshot on paper: pages measured in millimetres, painted on any device."""
