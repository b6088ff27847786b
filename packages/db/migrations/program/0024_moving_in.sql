CREATE TABLE `openings` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`unit` text NOT NULL,
	`amount` integer NOT NULL,
	`expires_on` integer,
	CONSTRAINT `opening_unit` CHECK (`unit` IN ('points', 'memberCash', 'prepaid')),
	CONSTRAINT `opening_opens` CHECK (`amount` <> 0 AND (`unit` <> 'prepaid' OR `amount` > 0)),
	CONSTRAINT `opening_expires` CHECK (`expires_on` IS NULL OR (`unit` <> 'prepaid' AND `amount` > 0))
) STRICT;
--> statement-breakpoint
CREATE INDEX `openings_of_member` ON `openings` (`member_id`);
--> statement-breakpoint
CREATE TRIGGER `openings_no_update` BEFORE UPDATE ON `openings` BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `openings_no_delete` BEFORE DELETE ON `openings` BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `openings_no_replace` BEFORE INSERT ON `openings`
WHEN EXISTS (SELECT 1 FROM `openings` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'openings are never replaced');
END;
--> statement-breakpoint
ALTER TABLE `tier_acts` ADD `since` integer CHECK (`since` IS NULL OR (`kind` = 'set' AND `since` <= `day`));
--> statement-breakpoint
ALTER TABLE `tier_acts` ADD `valid_from` integer CHECK ((`valid_from` IS NULL) = (`since` IS NULL) AND `valid_from` BETWEEN `since` AND `day`);
--> statement-breakpoint
CREATE TABLE `import_sums` (
	`import_id` integer NOT NULL,
	`measure` text NOT NULL,
	`in_file` integer NOT NULL,
	`moved_in` integer NOT NULL,
	`already_there` integer NOT NULL,
	PRIMARY KEY(`import_id`, `measure`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `import_rejections` ADD `measure` text;
--> statement-breakpoint
ALTER TABLE `import_rejections` ADD `amount` integer CHECK (`amount` IS NULL OR `measure` IS NOT NULL);
--> statement-breakpoint
-- SQLite changes no CHECK in place: the imports move to a table that knows more kinds.
CREATE TABLE `imports_wider` (
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
	CONSTRAINT `kind_known` CHECK (`kind` IN ('members', 'purchases', 'openingBalances', 'tiers', 'pastPurchases')),
	CONSTRAINT `ends_once` CHECK ((`done_at` IS NULL) = (`ending` IS NULL)),
	CONSTRAINT `its_key_goes_with_its_rows` CHECK ((`done_at` IS NULL) = (`wrapped_key` IS NOT NULL)),
	CONSTRAINT `within_its_rows` CHECK (`done` BETWEEN 0 AND `rows`)
) STRICT;
--> statement-breakpoint
INSERT INTO `imports_wider` SELECT `id`, `kind`, `actor_id`, `created_at`, `plan`, `wrapped_key`, `dry_run`, `rows`, `cursor`, `done`, `created`, `updated`, `rejected`, `done_at`, `ending`, `revision` FROM `imports`;
--> statement-breakpoint
DROP TABLE `imports`;
--> statement-breakpoint
ALTER TABLE `imports_wider` RENAME TO `imports`;
--> statement-breakpoint
CREATE INDEX `imports_open` ON `imports` (`id`) WHERE done_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER `imports_in_order` BEFORE UPDATE ON `imports`
WHEN NEW.`revision` <> OLD.`revision` + 1 OR OLD.`done_at` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the import went on meanwhile');
END;
