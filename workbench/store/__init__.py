"""Project files, journals, locks and snapshots: what keeps a workshop's hour safe."""
