-- One row that every transaction which writes anything changes: "link" is a new
-- random number, "before" the one that stood there. By it a log is told from one
-- that belongs to another state of the store: see log.go, which also looks for the
-- mark in the pages of a log. All values keep their size, so the row keeps its place.
CREATE TABLE chain (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  mark   BLOB NOT NULL CHECK (length(mark) = 16),
  before BLOB NOT NULL CHECK (length(before) = 16),
  link   BLOB NOT NULL CHECK (length(link) = 16)
) STRICT;

INSERT INTO chain (one, mark, before, link)
VALUES (1, x'73656174636861696e9bd2f0c4a18e57', zeroblob(16), randomblob(16));
