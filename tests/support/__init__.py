"""What several tests need: cities, a headless LibreOffice, small schemes."""
