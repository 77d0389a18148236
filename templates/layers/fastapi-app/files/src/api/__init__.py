"""The HTTP side: one package for each version of the API."""
