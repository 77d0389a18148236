"""UUID version 7."""

import time
import uuid

from src.kit.identifiers import uuid7


def test_is_a_version_7_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid7()
    after = time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before <= made.int >> 80 <= after


def test_never_comes_twice() -> None:
    assert len({uuid7() for _ in range(10_000)}) == 10_000


def test_sorts_by_the_time_of_its_making() -> None:
    first = uuid7()
    time.sleep(0.002)
    assert first < uuid7()
