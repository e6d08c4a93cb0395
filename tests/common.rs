//! What tests share: a temporary workspace, and running the `kam` binary.
