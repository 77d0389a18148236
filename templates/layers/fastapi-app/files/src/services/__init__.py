"""What may be done to each entity: a module for each entity and nothing else."""
