"""Statements of a fixed shape: put together once, then only sent with new values.

An act asks the same score of questions every time; putting their SQL together anew would take most of it. What is
here asks Django for the SQL of a queryset once, keeps it, and from then on fills in the values. Rows come back as the
same model instances that the queryset would give. Questions whose shape depends on what somebody typed (lists,
searches) stay querysets.
"""

from fazhi.statements.keeping import Kept
from fazhi.statements.reading import Fixed
from fazhi.statements.writing import hold, insert, update, upsert

__all__ = ["Fixed", "Kept", "hold", "insert", "update", "upsert"]
