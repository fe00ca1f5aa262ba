"""What the plan is held against: the same days played call by call, and queues that were measured."""
