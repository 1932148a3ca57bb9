"""The index: load documents, split, embed, store and search them."""
