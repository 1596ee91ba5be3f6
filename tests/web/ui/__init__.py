"""The theme: tags, forms, words."""
