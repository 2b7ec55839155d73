"""What operators see of a running process: numbers for Prometheus, lines for a log."""
