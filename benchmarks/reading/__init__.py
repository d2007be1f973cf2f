"""How well and how fast plans and reports are read, beside what can be installed instead."""
