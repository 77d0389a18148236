"""Tests of parts alone."""
