"""Measure the assistant: matching beside its peers, calibration, latency, start."""
