"""What loading refuses to swallow, so that no input can exhaust the machine."""

from __future__ import annotations

FILE_BYTES = 1024 * 1024
"""Largest text file, in bytes; the demo's largest is under 20 KB."""

NODES = 50_000
"""Most keys and values of one file after its aliases are written out."""

DEPTH = 32
"""Deepest nesting of mappings and lists."""

FOLDER_FILES = 200
"""Most YAML files in one company folder."""

PICTURE_BYTES = 20 * 1024 * 1024
"""Largest picture file, in bytes."""

PICTURE_PIXELS = 40_000_000
"""Most pixels of one picture: an A4 page at 600 dpi has 35 million."""

SCAN_PAGES = 30
"""Most pages of one scanned PDF: a longer one is a report, which goes into a volume of its own."""

SCAN_SIDE = 2339
"""The longer side of a scan as it is kept, in pixels: that of an A4 page at 200 dpi."""

PATH_BYTES = 255
"""Longest path a value may name, in bytes of UTF-8; file systems take no longer name."""

PLACES = 10
"""Most further places one finding lists."""
