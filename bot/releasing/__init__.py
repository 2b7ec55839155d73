"""From the knowledge folder to the engine that answers: checked, kept as a release, followed."""
