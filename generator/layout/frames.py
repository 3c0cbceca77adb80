"""Room around framed notices in points, the same for the writer and the page estimate."""

NOTICE_GAP = 10.0
"""Between a notice's frame and the text above and below, the frame's distance from its own words included."""
