"""How a hand works on a map: frozen tool states that take an event and return the next state, and the desk.

A tool sees a bench of few names and nothing else. A preview is a stream nobody has recorded.
"""
