"""The numbers, on worked examples, against oracles and against the acceptance cases."""
