"""Tests of version 1 of the API: a module for each entity and nothing else."""
