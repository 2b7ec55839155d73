"""What the staff do in Telegram: deal with the queue, answer citizens, change sessions, go back.

What staff read is worded here, in Vietnamese, as on the pages of the console: it must not depend
on the release in force, which they may be about to leave. What citizens read is in the knowledge.
"""
