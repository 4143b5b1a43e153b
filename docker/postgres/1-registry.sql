-- The schema registry keeps its schemas beside the warehouse, in a database of its own.
CREATE DATABASE registry;
