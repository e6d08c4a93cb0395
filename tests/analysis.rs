//! Tables that overlap, leave gaps or hold rows that no account can reach.
