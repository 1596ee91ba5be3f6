"""How the person files their documents: folders, pins, links, bin."""
