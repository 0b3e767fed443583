"""What people call things, a file per language; nothing here but words. A language is added by adding its file.

A word that begins with `?` means something else elsewhere: it holds only in a sheet that speaks the language.
"""
