"""Tests of what each entity accepts: a module for each entity and nothing else."""
