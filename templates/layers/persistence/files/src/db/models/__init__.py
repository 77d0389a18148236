"""Tables as classes: a module for each entity and nothing else. Importing this package imports them all."""

import sys

from src.db.base import Base
from src.kit.discovery import import_modules

import_modules(sys.modules[__name__])

# Knows every table, now that every module is imported.
metadata = Base.metadata
