"""Regions: given by inequalities, covered by images, and the one copy of a domain that a mapping needs."""
