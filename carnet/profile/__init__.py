"""What people say of their own health: dated answers, theirs to change."""
