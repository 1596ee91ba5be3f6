"""The ground floor: settings, database, embedded PostgreSQL, secrets, ids, clock, outbox."""
