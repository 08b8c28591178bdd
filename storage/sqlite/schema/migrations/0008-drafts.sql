-- An office or a floor that was removed but is kept, as bookings name its desks.
ALTER TABLE offices ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1));
ALTER TABLE floors ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1));
UPDATE floors SET retired = 1 WHERE EXISTS (SELECT 1 FROM desks WHERE floor = floors.number)
  AND NOT EXISTS (SELECT 1 FROM desks WHERE floor = floors.number AND retired = 0);

-- What is being drawn of a floor. office, floor: their IDs, as either may be gone.
-- drawn: a floor in JSON. saved: milliseconds since 1970, UTC. claim: who has it open, in
-- JSON, or empty.
CREATE TABLE drafts (
  office  TEXT NOT NULL,
  floor   TEXT NOT NULL,
  drawn   TEXT NOT NULL,
  changes INTEGER NOT NULL,
  saved   INTEGER NOT NULL,
  claim   TEXT NOT NULL,
  PRIMARY KEY (office, floor)
) STRICT;

-- The floor as it was when a draft was begun. Apart from that, which is written all the
-- time while somebody draws.
CREATE TABLE draft_bases (
  office TEXT NOT NULL,
  floor  TEXT NOT NULL,
  base   TEXT NOT NULL,
  PRIMARY KEY (office, floor)
) STRICT;
