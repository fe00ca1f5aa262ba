"""A project in, frozen results out: flow, demand, queues, staffing, balance, costs, findings."""
