"""Who takes part, in what capacity, and what they aim at together."""

import pandas as pd

from radrum.register.schema.log import Log
from radrum.tables import columns as column


class Parties(Log):
    """One row is one body that takes part: a member of the council, a supplier, an authority, a network."""

    party: str = column.key("Name of the body")
    name: str = column.text("The body's name as it calls itself", required=True)
    kind: str = column.choice(
        "What sort of body it is",
        (
            "council",
            "region",
            "municipality",
            "municipal_association",
            "authority",
            "university",
            "company",
            "association",
            "network",
            "board",
            "group",
        ),
        required=True,
    )
    member: pd.BooleanDtype = column.flag("Whether the body sits on the council")
    area: str = column.reference("Where the body acts, as SE-1480", "areas")
    groups: str = column.text("Sub-regions or groups it belongs to, with a semicolon between")
    task: str = column.prose("What it does in the co-operation, in the sense of the papers")

    class Config:
        metadata = {"key": ("party",)}


class Aims(Log):
    """One row is one vision or goal of the co-operation itself, as drafted, proposed or adopted."""

    aim: str = column.key("Name of the aim")
    position: pd.Int64Dtype = column.count("Its place in the papers, from 1", "aims", required=True)
    kind: str = column.choice("What sort of aim it is", ("vision", "goal"), required=True)
    state: str = column.choice("How far it is decided", ("draft", "proposed", "adopted"), required=True)
    text: str = column.text("What is aimed at, in the sense of the papers", required=True)
    body: str = column.reference("The body whose aim it is", "parties")
    by_year: pd.Int64Dtype = column.count("The year it is for", "year")

    class Config:
        metadata = {"key": ("aim",)}


class Responsibilities(Log):
    """One row is one body's part in one initiative."""

    initiative: str = column.reference("The initiative", "initiatives", required=True)
    party: str = column.reference("The body", "parties", required=True)
    role: str = column.choice(
        "Its part in the responsibility matrix; empty where the papers give a task and no part",
        ("responsible", "accountable", "consulted", "informed"),
    )
    task: str = column.prose("What it is to do, in the sense of the papers")

    class Config:
        metadata = {"key": ("initiative", "party")}


class Systems(Log):
    """One row is the system that one municipality or region uses in one domain of its work."""

    party: str = column.reference("The municipality or region", "parties", required=True, public="no")
    domain: str = column.key("Name of the domain", public="no")
    domain_title: str = column.text("What the domain is called", required=True, public="no")
    system: str = column.text("What the system is called; empty where it is not known which", public="no")
    supplier: str = column.text("Who supplies it", public="no")
    contract_end: str = column.text("When the contract ends, in the words of the papers", public="no")
    contract_end_earliest: pd.Timestamp = column.date("First day the words can mean", public="no")
    contract_end_latest: pd.Timestamp = column.date("Last day the words can mean", public="no")

    class Config:
        metadata = {"key": ("party", "domain")}
