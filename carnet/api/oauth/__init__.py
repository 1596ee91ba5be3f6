"""OAuth 2 token endpoint for structures."""
