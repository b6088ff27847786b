CREATE TABLE `import_made` (
	`import_id` integer NOT NULL,
	`row` integer NOT NULL,
	`made_id` integer NOT NULL,
	`change` text NOT NULL,
	PRIMARY KEY(`import_id`, `row`),
	CONSTRAINT `change_known` CHECK (`change` IN ('created', 'updated'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `import_made_of` ON `import_made` (`made_id`);
--> statement-breakpoint
CREATE TABLE `import_rejections` (
	`import_id` integer NOT NULL,
	`row` integer NOT NULL,
	`code` text NOT NULL,
	`message` text NOT NULL,
	PRIMARY KEY(`import_id`, `row`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_rows` (
	`import_id` integer NOT NULL,
	`unit` integer NOT NULL,
	`row` integer NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`import_id`, `unit`, `row`),
	CONSTRAINT `unit_begins_with_its_first_row` CHECK (`unit` <= `row`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`actor_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`plan` text NOT NULL,
	`wrapped_key` blob,
	`dry_run` integer NOT NULL,
	`rows` integer NOT NULL,
	`cursor` integer NOT NULL,
	`done` integer NOT NULL,
	`created` integer NOT NULL,
	`updated` integer NOT NULL,
	`rejected` integer NOT NULL,
	`done_at` integer,
	`ending` text,
	`revision` integer NOT NULL,
	CONSTRAINT `kind_known` CHECK (`kind` IN ('members', 'purchases')),
	CONSTRAINT `ends_once` CHECK ((`done_at` IS NULL) = (`ending` IS NULL)),
	CONSTRAINT `its_key_goes_with_its_rows` CHECK ((`done_at` IS NULL) = (`wrapped_key` IS NOT NULL)),
	CONSTRAINT `within_its_rows` CHECK (`done` BETWEEN 0 AND `rows`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `imports_open` ON `imports` (`id`) WHERE done_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER `imports_in_order` BEFORE UPDATE ON `imports`
WHEN NEW.`revision` <> OLD.`revision` + 1 OR OLD.`done_at` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the import went on meanwhile');
END;
