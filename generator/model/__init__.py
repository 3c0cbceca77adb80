"""The typed bid: models of every YAML file, their findings, derived values and JSON Schemas."""
