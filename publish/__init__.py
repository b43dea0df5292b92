"""From one paper's records to published tables: staging, Parquet, descriptors, links between papers."""
