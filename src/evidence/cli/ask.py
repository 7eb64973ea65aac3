def ask() -> None:
    """placeholder"""
