"""Findings: what a state shows to somebody who knows lean, each with its numbers, its place and a question to ask."""
