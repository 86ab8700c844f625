"""The engine as worksheet functions: one registry, and adapters for Excel and LibreOffice."""
