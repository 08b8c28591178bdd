-- The two rules and the two ways to find all bookings of a person or at a desk, in two
-- indexes instead of four. The last column is 0 where a rule holds, so that there can be
-- one such row; elsewhere it is the booking's own ID, so that there can be any number.
-- Both hold every booking: SQLite looks there for those that name a person or a desk
-- which is to be removed.
DROP INDEX one_desk_a_person;
DROP INDEX one_person_a_desk;
DROP INDEX IF EXISTS bookings_of_person;
DROP INDEX IF EXISTS bookings_at_desk;

CREATE UNIQUE INDEX one_desk_a_person ON bookings
  (user, day, CASE WHEN released IS NULL AND user <> 0 THEN 0 ELSE id END);
CREATE UNIQUE INDEX one_person_a_desk ON bookings
  (desk, day, CASE WHEN released IS NULL THEN 0 ELSE id END);
