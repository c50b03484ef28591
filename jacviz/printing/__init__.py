"""Mapping -> what a person reads or copies: LaTeX, MathML, Python source."""
