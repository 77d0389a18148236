"""The database: models and repositories, a module for each entity, and what they share."""
