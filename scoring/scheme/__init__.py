"""Schemes: models, the loader, and what makes its errors readable."""
