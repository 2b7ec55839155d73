"""YAML in; checked, immutable knowledge out."""
