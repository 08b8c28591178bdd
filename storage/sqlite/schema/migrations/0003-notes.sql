-- What the store keeps for itself and no backup holds: which backup files were
-- checked and copied, and the choices about them. Storage gives the values their
-- meaning.
CREATE TABLE notes (
  topic TEXT NOT NULL,
  key   TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (topic, key)
) STRICT, WITHOUT ROWID;
