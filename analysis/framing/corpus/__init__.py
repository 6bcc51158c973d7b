"""A study's folder: pieces, definitions, texts, released features, and the import of texts."""
