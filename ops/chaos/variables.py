"""The environment variables that tell a process of chaos who it is and what is wrong with it."""

FOLDER = "NEWSFOLD_CHAOS"
"""The folder with the armed points, and with the file that says how wrong the clock of a process is."""
NAME, VERSION, FOLDS, CONTROL = (f"{FOLDER}_{each}" for each in ("NAME", "VERSION", "FOLDS", "CONTROL"))
DATABASE = "NEWSFOLD_DATABASE_URL"
"""The setting of where log and read models are, without which they are SQLite's."""
