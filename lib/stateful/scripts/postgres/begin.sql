-- On the database itself: opens the transaction that commit.sql closes. Roles belong to the whole server, but making one
-- is transactional like everything else.
BEGIN;
SELECT set_config('lock_timeout', :'lock_seconds' || 's', true) \g /dev/null
SELECT pg_advisory_xact_lock(727165002) \g /dev/null
-- What the files of others must not end: apply.sql compares.
SELECT txid_current() AS transaction_id \gset

SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') AS role_missing,
       EXISTS (SELECT FROM pg_roles WHERE rolname = :'role' AND rolsuper) AS role_is_superuser,
       :'existing' = 'replace' AS replace_password \gset
\if :role_is_superuser
  \warn bootstrap: the role is a superuser: :role; give an application a role of its own
  ROLLBACK;
  DO $$ BEGIN RAISE EXCEPTION 'the role is a superuser'; END $$;
\endif
\if :role_missing
  CREATE ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
  \password :"role"
\elif :replace_password
  \password :"role"
\endif

-- An administrator who is no superuser (managed services) hands over only to roles that he is a member of.
SELECT format('GRANT %I TO CURRENT_USER', :'role')
WHERE NOT pg_has_role(current_user, :'role', 'MEMBER') \gexec

-- A database that was here before keeps its owner, unless that is the administrator: then an earlier run may have ended
-- between database.sql and here.
SELECT pg_get_userbyid(datdba) AS owner,
       pg_get_userbyid(datdba) NOT IN (:'role', current_user) AS of_another,
       pg_get_userbyid(datdba) <> :'role' AS to_hand_over
FROM pg_database WHERE datname = :'database' \gset
\if :of_another
  \warn bootstrap: the database belongs to another role: :owner
  ROLLBACK;
  DO $$ BEGIN RAISE EXCEPTION 'the database belongs to another role'; END $$;
\endif
\if :to_hand_over
  ALTER DATABASE :"database" OWNER TO :"role";
\endif

-- Every role of the server may connect to a new database, and make temporary tables in it.
SELECT format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', :'database')
WHERE EXISTS (
  SELECT FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
  WHERE datname = :'database' AND grantee = 0
) \gexec

SELECT format('CREATE EXTENSION IF NOT EXISTS %I', name)
FROM unnest(string_to_array(:'extensions', ' ')) AS name WHERE name <> '' \gexec
SELECT format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', name, :'role')
FROM unnest(string_to_array(:'schemas', ' ')) AS name WHERE name <> '' \gexec

-- From here on as the role, so that it owns what the files make.
SET LOCAL ROLE :"role";
SET LOCAL client_min_messages = warning;
CREATE SCHEMA IF NOT EXISTS bootstrap;
CREATE TABLE IF NOT EXISTS bootstrap.applied_file (
  name text PRIMARY KEY,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
