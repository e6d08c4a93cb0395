//! What JSON answers and templates may see of an evaluation. The only types besides findings that derive `Serialize`.
