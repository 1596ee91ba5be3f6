"""The neutral theme: tags, templates, style."""
