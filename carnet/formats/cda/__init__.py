"""CDA R2 documents of the CI-SIS: their header, their check, their content."""
