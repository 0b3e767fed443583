"""What the matrix of products and steps tells: who is alike, which families there are, and a map of one of them."""
