"""Fractions or percent: decided a column at a time, by what proves it, and refused where nothing does."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from radrum.errors import Fault, Faults, RadrumError
from radrum.sources.sheets.cells import Written

UNITS = ("percent", "fraction")
DIGITS = 6  # of a percentage that are kept
WHOLE = Decimal("1.000001")  # a fraction that a program has computed may be a hair over 1
COMPUTED = 4  # decimals of a percentage: more than these were computed and not written
SHOWN = 2  # decimals that are shown of a computed percentage
REMEDY = "Name it with --unit percent or --unit fraction."


@dataclass(frozen=True)
class Share:
    """A share in percent (0-100), missing where the cell holds a mark, with its status and its column's decimals."""

    value: float | None
    status: str
    decimals: int


@dataclass(frozen=True)
class Cell:
    """What a cell says, and the place by which a message names it."""

    written: Written
    place: str


def shares(
    columns: Mapping[Hashable, Sequence[Cell]],
    *,
    sure: Collection[Hashable] = (),
    headed: Collection[Hashable] = (),
    unit: str | None = None,
) -> dict[Hashable, list[Share]]:
    """Each column's cells as percent.

    A cell that says percent, by its sign or by how it is shown, is percent. Of the others a column is percent where
    each is over 1, and fractions where none is and a neighbour proves it: a cell that the program shows as percent
    (and stores as a fraction), or a column of ``sure``, whose shares cannot all be under 1 percent. Where a column's
    own cells cannot tell, the rest of the table does. Columns of ``headed`` have a heading that speaks of percent: any
    share over 1 makes them percent. ``unit`` (percent or fraction) says it instead.

    Raises ``Faults`` where a column can be read both ways or a share is not from 0 to 100 percent.
    """
    if unit and unit not in UNITS:
        raise RadrumError(f"--unit {unit}: write percent or fraction.")
    bare = {name: [cell for cell in cells if _bare(cell.written)] for name, cells in columns.items()}
    proofs = {name: unit or _proof(columns[name], cells, name in sure, name in headed) for name, cells in bare.items()}
    proven = {proof for proof in proofs.values() if proof in UNITS}
    faults, read = [], {}
    for name, cells in columns.items():
        own = proofs[name]
        if own == "silent" and len(proven) == 1:
            own = next(iter(proven))
        if own in ("silent", "mixed") and bare[name]:
            faults.append(_ambiguous(bare[name], mixed=own == "mixed"))
            continue
        scaled = [_percent(cell.written, own) for cell in cells]
        faults += [
            Fault(cell.place, f"{value.normalize():f} percent is not possible.", "It must be from 0 to 100.")
            for cell, value in zip(cells, scaled, strict=True)
            if value is not None and not 0 <= value <= 100
        ]
        decimals = max((_places(cell.written, own) for cell in cells if cell.written.value is not None), default=0)
        decimals = decimals if decimals <= COMPUTED else SHOWN
        read[name] = [
            Share(None if value is None else float(value), cell.written.status, decimals)
            for cell, value in zip(cells, scaled, strict=True)
        ]
    if faults:
        raise Faults(faults)
    return read


def _bare(said: Written) -> bool:
    """Whether a cell's unit matters and the cell does not say it."""
    return bool(said.value) and not said.percent


def _proof(cells: Sequence[Cell], bare: Sequence[Cell], sure: bool, headed: bool) -> str:
    """What a column's own cells prove: percent, fraction, nothing (silent), or two things at once (mixed)."""
    stored = any(cell.written.fraction and cell.written.value for cell in cells)
    if not bare:
        return "fraction" if stored else "silent"
    over = [cell.written.value > WHOLE for cell in bare]
    if any(over):
        return "percent" if not stored and (headed or all(over)) else "mixed"
    return "fraction" if stored or (sure and max(cell.written.value for cell in bare) >= Decimal("0.5")) else "silent"


def _percent(said: Written, unit: str) -> Decimal | None:
    if said.value is None:
        return None
    moved = said.fraction or (unit == "fraction" and not said.percent)
    return round(said.value * 100 if moved else said.value, DIGITS)


def _places(said: Written, unit: str) -> int:
    """With how many decimals a cell is written, counted in percent."""
    moved = said.fraction or (unit == "fraction" and not said.percent)
    return max(0, said.decimals - 2) if moved else said.decimals


def _ambiguous(bare: Sequence[Cell], *, mixed: bool) -> Fault:
    low = min(bare, key=lambda cell: cell.written.value)
    high = max(bare, key=lambda cell: cell.written.value)
    if mixed:
        found = f"{low.written.value} stands here and {high.written.value} in {high.place}: percent and fractions."
        return Fault(low.place, found, f"Write the percent sign where it is meant, or say it of all: {REMEDY}")
    found = f"no share of the column is over {high.written.value}: it may be a fraction or percent."
    return Fault(low.place, found, REMEDY)
