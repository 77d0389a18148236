"""The service: `core` runs it, `api` speaks HTTP, `services` decide, `schemas` describe, `db` stores, `kit` is shared by all."""
