"""`maillage` and `python -m services.cli`."""

# Each module adds its commands to the group as it is imported.
from services.cli import appointments, caring, imports, instances, routing  # noqa: F401
from services.cli.group import maillage


def main() -> None:
    """The console script."""
    maillage()


if __name__ == "__main__":
    main()
