"""The metrics: small pure functions over records. None means that a metric says nothing about a record."""
