-- Offices in the user's order: so far it was that of their IDs.
ALTER TABLE offices ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE offices SET place = (SELECT count(*) FROM offices AS before WHERE before.id < offices.id);

-- Pictures that lie under floors. id: the SHA-256 of the bytes in hexadecimal. They are
-- read one by one, and never with the offices.
CREATE TABLE pictures (
  id    TEXT PRIMARY KEY CHECK (length(id) = 64),
  type  TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- unit: "m" where width and height are metres. The other columns say where the picture
-- lies, in fractions of the layout.
ALTER TABLE floors ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE floors ADD COLUMN picture TEXT REFERENCES pictures;
ALTER TABLE floors ADD COLUMN picture_x REAL NOT NULL DEFAULT 0;
ALTER TABLE floors ADD COLUMN picture_y REAL NOT NULL DEFAULT 0;
ALTER TABLE floors ADD COLUMN picture_width REAL NOT NULL DEFAULT 0;
ALTER TABLE floors ADD COLUMN picture_height REAL NOT NULL DEFAULT 0;

-- outline: a JSON array of points, or empty for a rectangle. kind: empty for a desk.
ALTER TABLE fixtures ADD COLUMN outline TEXT NOT NULL DEFAULT '';
ALTER TABLE desks ADD COLUMN kind TEXT NOT NULL DEFAULT '';

ALTER TABLE users ADD COLUMN assistance INTEGER NOT NULL DEFAULT 0 CHECK (assistance IN (0, 1));
