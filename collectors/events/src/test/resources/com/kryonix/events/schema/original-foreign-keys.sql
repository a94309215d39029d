-- What the platform's DDL refers to outside the schema performance, and those references.
CREATE SCHEMA auth;
CREATE TABLE auth.companies (id UUID PRIMARY KEY);
CREATE TABLE auth.users (id UUID PRIMARY KEY);

ALTER TABLE performance.api_metrics ADD FOREIGN KEY (user_id) REFERENCES auth.users(id);
ALTER TABLE performance.api_metrics ADD FOREIGN KEY (company_id) REFERENCES auth.companies(id);
ALTER TABLE performance.frontend_metrics ADD FOREIGN KEY (user_id) REFERENCES auth.users(id);
ALTER TABLE performance.frontend_metrics ADD FOREIGN KEY (company_id) REFERENCES auth.companies(id);
ALTER TABLE performance.alerts ADD FOREIGN KEY (company_id) REFERENCES auth.companies(id);
ALTER TABLE performance.alerts ADD FOREIGN KEY (acknowledged_by) REFERENCES auth.users(id);
