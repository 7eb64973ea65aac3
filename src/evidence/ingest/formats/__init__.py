"""Files of references and documents: one file a format, each with ``read(content, origin)``."""
