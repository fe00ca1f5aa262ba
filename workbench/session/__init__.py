"""The open project: the one way in which anything changes it."""
