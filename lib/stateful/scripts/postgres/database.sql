-- On the maintenance database: the one thing that cannot be part of a transaction. The lock is of this session, and so
-- is gone when the session is, however it ends; advisory locks are per database, hence this one for the maintenance
-- database and another in begin.sql.
SELECT set_config('lock_timeout', :'lock_seconds' || 's', false) \g /dev/null
SELECT pg_advisory_lock(727165001) \g /dev/null
SELECT format('CREATE DATABASE %I', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
