"""No image of the memory is kept should the process die: it holds every case that was read.

The limit goes for this process and what it starts. Windows keeps images by a setting of its own,
which no program decides.
"""


def forbid() -> None:
    """Ask the system for none, where it can be asked."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
