CREATE TABLE `import_keys` (
	`import_id` integer NOT NULL,
	`hash` blob NOT NULL,
	`has_external_id` integer NOT NULL,
	PRIMARY KEY(`import_id`, `hash`),
	CONSTRAINT `has_external_id_known` CHECK (`has_external_id` IN (0, 1))
) STRICT, WITHOUT ROWID;
