"""The pages of a proche aidant, and of the person who chose them."""
