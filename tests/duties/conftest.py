from tests.duties.office import office, world

__all__ = ["office", "world"]
