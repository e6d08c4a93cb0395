//! Every example in the documentation does what the documentation says.
