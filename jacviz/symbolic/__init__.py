"""Expression -> expression: derivatives, determinants, zero sets, and forms short enough to read, within a budget."""
