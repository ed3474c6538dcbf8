"""The program in a real window, under a window manager, by real keys and mouse events."""
