//! Published worked numbers, written as policies.
