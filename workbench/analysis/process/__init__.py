"""What happens to a case: its steps as a graph, what becomes of each in a scenario, and how often it comes by."""
