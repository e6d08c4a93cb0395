//! Names, types, units and weights are checked before any data is read.
