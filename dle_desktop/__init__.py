"""DLE Desktop: review cases of discoid lupus erythematosus treated with lenalidomide, offline."""

__version__ = "0.1.0"
