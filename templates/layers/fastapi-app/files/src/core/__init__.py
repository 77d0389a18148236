"""What runs the service: settings, logs, problems, health, the application itself."""
