"""When a goal is met, forecast from a series of shares; or why that cannot be said."""

from radrum.measures.forecast.goals import LEAST, YEARS, coming, reached

__all__ = ["LEAST", "YEARS", "coming", "reached"]
