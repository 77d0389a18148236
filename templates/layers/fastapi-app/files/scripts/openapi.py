"""Writes docs/openapi.json from the application, or checks that it is up to date."""

import json
import sys
from pathlib import Path

from src.core.application import create_app
from src.core.config import Settings

DOCUMENT = Path(__file__).parents[1] / "docs" / "openapi.json"


def main(arguments: list[str]) -> int:
    """Returns the exit code: 1 if a check found a difference."""
    document = create_app(Settings(environment="test")).openapi()
    if "--check" not in arguments:
        DOCUMENT.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    if json.loads(DOCUMENT.read_text(encoding="utf-8")) == document:
        return 0
    sys.stderr.write("docs/openapi.json is not what the application says: run `make openapi` and commit it\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
