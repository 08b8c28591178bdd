-- Two people may have one name, so name_key is no longer unique, which takes another table.
-- Foreign keys are off meanwhile (see Migrate): the numbers stay, and bookings name them.
-- What names the table in a trigger is taken away before and made again.
DROP TRIGGER check_booking;
DROP TRIGGER check_booking_again;

CREATE TABLE people (
  number     INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL,
  active     INTEGER NOT NULL CHECK (active IN (0, 1)),
  email      TEXT NOT NULL DEFAULT '',
  team       TEXT NOT NULL DEFAULT '',
  assistance INTEGER NOT NULL DEFAULT 0 CHECK (assistance IN (0, 1))
) STRICT;

INSERT INTO people (number, id, name, name_key, active, email, team, assistance)
  SELECT number, id, name, name_key, active, email, team, assistance FROM users;
DROP TABLE users;
ALTER TABLE people RENAME TO users;
CREATE INDEX people_of_name ON users (name_key);

CREATE TRIGGER check_booking BEFORE INSERT ON bookings WHEN new.released IS NULL BEGIN
  SELECT RAISE(ABORT, 'the desk is blocked that day')
  WHERE EXISTS (SELECT 1 FROM blocks WHERE desk = new.desk AND first <= new.day AND last >= new.day);
  SELECT RAISE(ABORT, 'the desk is no longer in use') FROM desks WHERE number = new.desk AND retired = 1;
  SELECT RAISE(ABORT, 'the person is not active') FROM users WHERE number = new.user AND active = 0;
END;

CREATE TRIGGER check_booking_again BEFORE UPDATE OF released ON bookings
WHEN new.released IS NULL AND old.released IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'the desk is blocked that day')
  WHERE EXISTS (SELECT 1 FROM blocks WHERE desk = new.desk AND first <= new.day AND last >= new.day);
  SELECT RAISE(ABORT, 'the desk is no longer in use') FROM desks WHERE number = new.desk AND retired = 1;
  SELECT RAISE(ABORT, 'the person is not active') FROM users WHERE number = new.user AND active = 0;
END;
