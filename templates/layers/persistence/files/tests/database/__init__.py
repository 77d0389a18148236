"""Tests of the database: what it refuses, how it is migrated, how it is asked."""
