//! Hostile and odd input: an error or a correct result, in bounded time, never a panic.
