//! The people of an account and their relations as a graph, and what can be measured on it. The only home of petgraph.
