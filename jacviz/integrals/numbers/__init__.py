"""Numbers of integrals: rules, how far they are from the truth, and where a function may have no integral."""
