"""No test of the content room measures time."""

from hypothesis import settings

settings.register_profile("calm", deadline=None)  # a deadline would be a timing assertion
settings.load_profile("calm")
