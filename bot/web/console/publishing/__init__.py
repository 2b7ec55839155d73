"""From an edit to what is in force: looked at, kept as a draft or published, and taken back."""
