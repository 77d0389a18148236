"""Bodies of requests: a module for each entity and nothing else."""
