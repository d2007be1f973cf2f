"""What goes out with a dossier and runs without the platform: nothing here imports it."""
