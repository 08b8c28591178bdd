-- Days on which a desk can't be booked. first and last: days since 1970-01-01;
-- last is 9999-12-31 where the end is open.
CREATE TABLE blocks (
  desk   INTEGER NOT NULL REFERENCES desks,
  first  INTEGER NOT NULL CHECK (first >= -719162),
  last   INTEGER NOT NULL CHECK (last BETWEEN first AND 2932896),
  reason TEXT NOT NULL,
  PRIMARY KEY (desk, first)
) STRICT, WITHOUT ROWID;

-- A block and a booking that holds never meet, whoever writes them. The program
-- asks before and says what is in the way; these stop what gets past it.
CREATE TRIGGER keep_blocks_apart BEFORE INSERT ON blocks BEGIN
  SELECT RAISE(ABORT, 'the desk is blocked then already')
  WHERE EXISTS (SELECT 1 FROM blocks WHERE desk = new.desk AND first <= new.last AND last >= new.first);
  SELECT RAISE(ABORT, 'the desk is booked then')
  WHERE EXISTS (SELECT 1 FROM bookings WHERE desk = new.desk AND released IS NULL AND day BETWEEN new.first AND new.last);
END;

CREATE TRIGGER keep_block BEFORE UPDATE ON blocks BEGIN
  SELECT RAISE(ABORT, 'a block is not changed: remove it and add another');
END;

-- Only desks in use and not blocked, and only active people, are booked. What
-- was booked before stays.
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

-- A booking stays with its desk and its person too: to move it, release it and
-- book again.
CREATE TRIGGER keep_place BEFORE UPDATE OF desk, user ON bookings BEGIN
  SELECT RAISE(ABORT, 'a booking keeps its desk and its person');
END;

-- To remove a person or a desk, SQLite looks for bookings that name them. The
-- indexes above leave out those that were released, so it would read every
-- booking there is, once for each person or desk.
CREATE INDEX bookings_of_person ON bookings (user);
CREATE INDEX bookings_at_desk ON bookings (desk);
