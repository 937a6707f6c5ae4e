"""Languages: catalogues of messages, numbers and dates as a reader writes them, notebooks in her language."""

from radrum.words.notebooks import translate
from radrum.words.words import LANGUAGES, Words

__all__ = ["LANGUAGES", "Words", "translate"]
