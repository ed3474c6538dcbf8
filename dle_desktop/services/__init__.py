"""What the window works with: session, undo, library, settings; Qt without widgets."""
