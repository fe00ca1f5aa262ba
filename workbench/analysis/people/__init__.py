"""From work to people: each pool's year, positions needed and released, duty rosters, what pooling is worth."""
