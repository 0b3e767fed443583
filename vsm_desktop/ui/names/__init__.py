"""What a map calls its symbols and fields, as a list one types into."""
