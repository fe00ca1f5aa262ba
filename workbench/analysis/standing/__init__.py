"""Where the project stands: what is done, what blocks, what to do next, what a workshop ends with."""
