"""Typing as people do it, in every field of every page: no character is lost, and the cursor stays where it was."""
