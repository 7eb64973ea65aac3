def find() -> None:
    """placeholder"""
