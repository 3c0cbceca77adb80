"""Reports: findings become text, JSON or SARIF, always in the same order."""
