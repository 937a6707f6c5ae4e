"""The people behind the roles: personal data, no log, never in version control, erasable."""

import pandas as pd

from radrum.tables import columns as column


class People(column.Model):
    """One row is one person in one role of one body, with what they have agreed to and until when."""

    role: str = column.text("The role", required=True, public="no")
    body: str = column.reference("The body", "parties", required=True, public="no")
    name: str = column.text("The person's name", required=True, public="no")
    email: str = column.text("The person's e-mail address", public="no")
    publish: pd.BooleanDtype = column.flag(
        "Whether the name may be shown to the public; empty where not asked", public="no"
    )
    publish_until: pd.Timestamp = column.date("The last day that consent holds; empty where it has no end", public="no")
    mail: pd.BooleanDtype = column.flag("Whether reports may be mailed; empty where not asked", public="no")
    mail_until: pd.Timestamp = column.date("The last day that consent holds; empty where it has no end", public="no")

    class Config:
        metadata = {"key": ("role", "body")}
