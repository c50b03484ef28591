"""Expression -> elementary steps -> arrays: what NumPy and the browser evaluate alike."""
