"""How arrows find their way: round symbols, beside each other, with words that cover nothing and hops where they cross.

What an arrow does depends on the symbols and on the arrows before it in routing order, never on how the map came about.
Every search remembers what it looked at, so that it is made anew only where one of these things changed.
"""
