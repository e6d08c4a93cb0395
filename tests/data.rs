//! kam.yaml, account files and tables: what is read, and what is said about what cannot be.
