"""The register of commitments: every promise of a bid, what it holds for, and when two promises may be compared."""
