"""RAG cells and progress: colour, status, and the days they were true on."""
