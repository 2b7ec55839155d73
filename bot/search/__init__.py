"""Which topic is meant: words in, topics with a calibrated probability out."""
