-- One SQL file, unless it has been applied before; variables file_name, file_sum, file_path.
SELECT EXISTS (SELECT FROM bootstrap.applied_file WHERE name = :'file_name') AS known,
       EXISTS (SELECT FROM bootstrap.applied_file WHERE name = :'file_name' AND sha256 <> :'file_sum') AS altered \gset
\if :altered
  \warn bootstrap: :file_name was applied before with another content; give the change a file of its own
  DO $$ BEGIN RAISE EXCEPTION 'an applied file has changed'; END $$;
\elif :known
  \echo bootstrap: :file_name was applied before
\else
  \echo bootstrap: applying :file_name
  \i :file_path
  SELECT txid_current() <> :transaction_id AS ended \gset
  \if :ended
    \warn bootstrap: :file_name ended the transaction (COMMIT, ROLLBACK or a second BEGIN); part of it may remain
    DO $$ BEGIN RAISE EXCEPTION 'a file ended the transaction'; END $$;
  \endif
  -- A file may have changed these for its own purposes.
  SET LOCAL ROLE :"role";
  RESET search_path;
  INSERT INTO bootstrap.applied_file (name, sha256) VALUES (:'file_name', :'file_sum');
\endif
