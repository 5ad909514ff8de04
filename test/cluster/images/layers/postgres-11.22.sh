postgres_11 11.22.0
