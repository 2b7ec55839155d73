"""Whether a text is an answer of this assistant, unaltered, and still right today."""
