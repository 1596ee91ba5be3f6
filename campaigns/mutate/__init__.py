"""Documents mutated by structure and by bytes: taken or refused clearly, shown, never lost."""
