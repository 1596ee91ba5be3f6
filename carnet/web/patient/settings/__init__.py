"""Settings of the person's account and record, each at its own address."""
