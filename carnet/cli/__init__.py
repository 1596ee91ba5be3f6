"""The operator's door: the carnet command."""
