"""Integrals in symbols: limits from inequalities, antiderivatives, exact values, pulled-back integrands."""
