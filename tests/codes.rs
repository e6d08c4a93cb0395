//! Every code has a fixture, and the fixture prints what its snapshot holds.
