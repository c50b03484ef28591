"""What a person typed -> one plain answer: the mapping, what can be said of it, and what its picture needs."""
