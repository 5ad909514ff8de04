postgres_11 11.6.0
