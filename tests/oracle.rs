//! The engine against plain arithmetic that shares none of its code.
