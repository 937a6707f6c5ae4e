"""A council's register: dated logs of what it decided, does and knows."""

from radrum.register.council import Council, council_folder, council_names, read_council
from radrum.register.log import as_known, standing
from radrum.register.register import Register, read_register
from radrum.register.schema import TABLES

__all__ = [
    "TABLES",
    "Council",
    "Register",
    "as_known",
    "council_folder",
    "council_names",
    "read_council",
    "read_register",
    "standing",
]
