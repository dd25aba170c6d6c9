"""How right the names and quotations are: `python -m tests.evaluation`."""
