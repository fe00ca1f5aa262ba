"""What others made: call logs and lists, read with limits and turned into counts or edits."""
