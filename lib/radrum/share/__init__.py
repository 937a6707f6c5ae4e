"""What is published goes out: the papers of a meeting as mail, the public edition to a site."""

from radrum.share.sending import FAILED, Delivery, Post, drafts, have, prepare, send
from radrum.share.settings import Settings, read_settings
from radrum.share.site import Copy, copy_site

__all__ = [
    "FAILED",
    "Copy",
    "Delivery",
    "Post",
    "Settings",
    "copy_site",
    "drafts",
    "have",
    "prepare",
    "read_settings",
    "send",
]
