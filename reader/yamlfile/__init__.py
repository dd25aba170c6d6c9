"""The YAML files that users own: read strictly, changed in place, written whole or not at all.

`yaml.safe_load` guesses types (`no` becomes False, a date a date object), keeps the last of two equal keys, hangs on a
merge key bomb of 1 KB; its C twin crashes the process on 100 KB of `[`. So files are read event by event and everything
is refused that a file written by a person does not need. What is left is text, lists and mappings, each knowing where
it stands, so that a writer can replace a single value and leave every other byte as it was.
"""

from reader.yamlfile.editing import Splice, appended, begun, changed, is_flow, renamed, replaced, spliced
from reader.yamlfile.quoting import quote_scalar
from reader.yamlfile.reading import Mapping, Node, Scalar, Sequence, parse_versioned, parse_yaml, read_text, read_yaml
from reader.yamlfile.saving import locked, write_atomically
from reader.yamlfile.sharing import SharedFile

__all__ = (
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "SharedFile",
    "Splice",
    "appended",
    "begun",
    "changed",
    "is_flow",
    "locked",
    "parse_versioned",
    "parse_yaml",
    "quote_scalar",
    "read_text",
    "read_yaml",
    "renamed",
    "replaced",
    "spliced",
    "write_atomically",
)
