CREATE TABLE contracts (
    contractor_name character varying(50) NOT NULL,
    id uuid PRIMARY KEY,
    available_services character varying(50)[],
    updated_at timestamp with time zone,
    created_at timestamp with time zone
);
CREATE UNIQUE INDEX idx_contractor_name ON contracts (contractor_name);
ALTER TABLE contracts CLUSTER ON idx_contractor_name;

CREATE TABLE resource_quota (
    id uuid PRIMARY KEY,
    cpu bigint,
    memory bigint,
    block bigint,
    block_ssd bigint,
    fs bigint,
    fs_ssd bigint,
    contract_id uuid REFERENCES contracts (id),
    updated_at timestamp with time zone,
    created_at timestamp with time zone
);
