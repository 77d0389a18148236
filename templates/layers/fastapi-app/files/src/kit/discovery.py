"""Finds the modules of a package, so that no list of them is kept by hand."""

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType


def import_modules(package: ModuleType) -> Sequence[ModuleType]:
    """Imports every module directly inside the package, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.ispkg)
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]
