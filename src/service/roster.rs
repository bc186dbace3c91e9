//! Importing the registry's files.
