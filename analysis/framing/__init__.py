"""Media framing measured with dictionaries: texts become small tables, everything else reads only those."""

from framing.errors import FramingError

__all__ = ["FramingError"]
