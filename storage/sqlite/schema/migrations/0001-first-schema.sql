-- What every row of every change shares: when, and how many there were.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE offices (
  number INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  name   TEXT NOT NULL,
  code   TEXT NOT NULL
) STRICT;

-- "place" is the position among its siblings, so that an export keeps the order
-- in which a floor plan came.
CREATE TABLE floors (
  number INTEGER PRIMARY KEY,
  office INTEGER NOT NULL REFERENCES offices,
  place  INTEGER NOT NULL,
  id     TEXT NOT NULL,
  name   TEXT NOT NULL,
  level  INTEGER NOT NULL,
  width  REAL NOT NULL,
  height REAL NOT NULL,
  UNIQUE (office, id)
) STRICT;

CREATE TABLE fixtures (
  number   INTEGER PRIMARY KEY,
  floor    INTEGER NOT NULL REFERENCES floors,
  place    INTEGER NOT NULL,
  id       TEXT NOT NULL,
  label    TEXT NOT NULL,
  type     TEXT NOT NULL,
  x        REAL NOT NULL,
  y        REAL NOT NULL,
  width    REAL NOT NULL,
  height   REAL NOT NULL,
  rotation REAL NOT NULL,
  color    TEXT NOT NULL,
  UNIQUE (floor, id)
) STRICT;

CREATE TABLE desks (
  number   INTEGER PRIMARY KEY,
  floor    INTEGER NOT NULL REFERENCES floors,
  place    INTEGER NOT NULL,
  id       TEXT NOT NULL,
  label    TEXT NOT NULL,
  x        REAL NOT NULL,
  y        REAL NOT NULL,
  width    REAL NOT NULL,
  height   REAL NOT NULL,
  rotation REAL NOT NULL,
  zone     TEXT NOT NULL,
  features TEXT NOT NULL, -- a JSON array of texts
  retired  INTEGER NOT NULL CHECK (retired IN (0, 1)),
  UNIQUE (floor, id)
) STRICT;

-- name_key is data.NameKey(name): equal for names that a person would take for
-- the same.
CREATE TABLE users (
  number   INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  active   INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- The visitor has number 0 and no name; it is left out of the list of users.
INSERT INTO users (number, id, name, name_key, active) VALUES (0, 'visitor', '', '', 1);

-- day: days since 1970-01-01. id: the 16 bytes of a UUID. created, released:
-- milliseconds since 1970 in UTC. Clustered by day, so that one day's board is
-- one short range and an export in the file's order is one sequential read.
CREATE TABLE bookings (
  day      INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
  id       BLOB NOT NULL CHECK (length(id) = 16),
  desk     INTEGER NOT NULL REFERENCES desks,
  user     INTEGER NOT NULL REFERENCES users,
  created  INTEGER NOT NULL,
  released INTEGER,
  guest    TEXT CHECK (guest IS NULL OR user = 0),
  PRIMARY KEY (day, id)
) STRICT, WITHOUT ROWID;

-- The two rules, held here so that no race, second window or import can break
-- them. The visitor alone may have several desks a day.
CREATE UNIQUE INDEX one_desk_a_person ON bookings (user, day) WHERE released IS NULL AND user <> 0;
CREATE UNIQUE INDEX one_person_a_desk ON bookings (desk, day) WHERE released IS NULL;

-- How many bookings a day has, and how many of them hold. It spares every count
-- over all bookings, cuts an export into ranges and marks days in a calendar.
CREATE TABLE days (
  day      INTEGER PRIMARY KEY,
  bookings INTEGER NOT NULL,
  held     INTEGER NOT NULL
) STRICT;

CREATE TRIGGER count_booking AFTER INSERT ON bookings BEGIN
  INSERT INTO days (day, bookings, held) VALUES (new.day, 1, new.released IS NULL)
  ON CONFLICT (day) DO UPDATE SET bookings = bookings + 1, held = held + excluded.held;
END;

CREATE TRIGGER count_release AFTER UPDATE OF released ON bookings BEGIN
  UPDATE days SET held = held + (new.released IS NULL) - (old.released IS NULL) WHERE day = new.day;
END;

CREATE TRIGGER count_removal AFTER DELETE ON bookings BEGIN
  UPDATE days SET bookings = bookings - 1, held = held - (old.released IS NULL) WHERE day = old.day;
END;

-- A booking stays on its day: to move it, release it and book again.
CREATE TRIGGER keep_day BEFORE UPDATE OF day, id ON bookings BEGIN
  SELECT RAISE(ABORT, 'a booking keeps its day and its id');
END;
