"""The whole book, as operations see it."""

from services.directory.storage.facts import FactPages
from services.directory.storage.log import LogPages
from services.directory.storage.nearby import NearbyPages


class DirectoryBook(LogPages, NearbyPages, FactPages):
    """Made from a connection for one operation; it lives as long as that transaction."""
