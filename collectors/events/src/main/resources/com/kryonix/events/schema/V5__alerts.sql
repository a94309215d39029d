-- Alerts that the platform itself raised. Their rows are updated when they are acknowledged or resolved, so this table
-- is read by an indexed count, never tailed, and needs no partitions.
DO $do$
BEGIN
    IF to_regclass('performance.alerts') IS NOT NULL THEN
        RETURN;
    END IF;

    CREATE TABLE performance.alerts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),

        alert_type varchar(100) NOT NULL,
        severity varchar(20) DEFAULT 'warning',

        title varchar(255) NOT NULL,
        description text,
        threshold_value numeric(15, 6),
        current_value numeric(15, 6),

        service_name varchar(100),
        endpoint varchar(500),
        company_id uuid,

        status varchar(20) DEFAULT 'active',
        acknowledged_by uuid,
        acknowledged_at timestamptz,
        resolved_at timestamptz,

        created_at timestamptz DEFAULT now()
    );

    CREATE INDEX idx_alerts_status_severity ON performance.alerts (status, severity);
    CREATE INDEX idx_alerts_created ON performance.alerts (created_at);
END
$do$;
