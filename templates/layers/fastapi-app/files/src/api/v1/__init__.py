"""Version 1 of the API: a module for each entity and nothing else; a new module is found and served by itself.

A module offers `router`, and may offer `TAG`, the description of its part of the OpenAPI document.
"""
