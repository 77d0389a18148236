"""Queries: a module for each entity and nothing else."""
