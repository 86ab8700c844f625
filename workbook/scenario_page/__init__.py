"""The page that computes (测算页): the ledger as data, an evaluator in JavaScript, and what a reviewer may move."""
