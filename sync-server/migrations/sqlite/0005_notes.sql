-- Which stay a note is of: whoever reads the stay reads the note. The note's name follows from the stay and the fact that
-- opened it, so that no other stay can ever claim it.
CREATE TABLE note_of (
    note TEXT    PRIMARY KEY,
    stay INTEGER NOT NULL REFERENCES scope (id)
) STRICT, WITHOUT ROWID;
