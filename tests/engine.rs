//! Outcomes of small policies on small portfolios.
