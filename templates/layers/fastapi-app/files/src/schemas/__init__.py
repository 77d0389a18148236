"""What clients send and receive: a module for each entity and nothing else."""
