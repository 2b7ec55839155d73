"""Mutation testing: small faults are put into a copy of the code, and the tests must notice."""
