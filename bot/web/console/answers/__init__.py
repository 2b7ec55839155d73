"""What the assistant says: topics, parameters, and the questions that wait for an answer."""
