"""The library: everything that the screen and the command line share, and the only room that knows all those below."""

from reader.library.correcting import NameUse
from reader.library.facade import Counts, Library, Reading
from reader.library.finding import SORTS
from reader.library.importing import ScanProgress
from reader.library.indexing import write_index
from reader.library.naming import Annotator, NameRow, QuoteRow
from reader.library.opening import open_library

__all__ = [
    "SORTS",
    "Annotator",
    "Counts",
    "Library",
    "NameRow",
    "NameUse",
    "QuoteRow",
    "Reading",
    "ScanProgress",
    "open_library",
    "write_index",
]
