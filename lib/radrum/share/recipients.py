"""Who has agreed to have the council's papers mailed, and to which address."""

from dataclasses import dataclass
from email.headerregistry import Address

import pandas as pd

from radrum.register.people import agreed_to_mail
from radrum.share.addresses import as_address, on_one_line


@dataclass(frozen=True)
class Recipient:
    """One mailbox and the seats, role and body, that its person holds; ``address`` is None where it is not one."""

    seats: tuple[str, ...]
    address: Address | None

    @property
    def named(self) -> str:
        """The recipient as a message and a record name it: by its seats, never by a name or an address."""
        return "; ".join(self.seats)


def recipients(people: pd.DataFrame, today: pd.Timestamp) -> list[Recipient]:
    """Those of ``people`` whose consent to mail stands on ``today``, one for each address, in the table's order.

    Whoever says no in one seat is not mailed in another: consent is taken back as easily as it is given.
    """
    known = people.assign(
        seat=[on_one_line(f"{role}, {body}") for role, body in zip(people["role"], people["body"], strict=True)],
        box=people["email"].str.strip().str.casefold(),
    )
    refusing = set(known.loc[~known["mail"].fillna(True).astype(bool), "box"].dropna())
    agreed = known[agreed_to_mail(known, today) & ~known["box"].isin(refusing)]
    found = [Recipient((row.seat,), None) for row in agreed[agreed["box"].isna()].itertuples()]
    for _, rows in agreed.dropna(subset="box").groupby("box", sort=False):
        found.append(Recipient(tuple(rows["seat"]), as_address(rows["email"].iloc[0].strip())))
    return found
