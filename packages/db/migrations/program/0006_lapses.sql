-- SQLite changes no CHECK in place: the occurrences move to a table that knows more kinds.
CREATE TABLE `job_occurrences_wider` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`code` text,
	`day` integer NOT NULL,
	`at` integer NOT NULL,
	`cursor` integer NOT NULL,
	`members` integer NOT NULL,
	`done_at` integer,
	`revision` integer NOT NULL,
	CONSTRAINT `job_kind` CHECK (`kind` IN ('seal', 'lapse', 'expiry', 'inactivity', 'tiers', 'rebate')),
	CONSTRAINT `job_counts` CHECK (`members` >= 0 AND `revision` >= 0)
) STRICT;
--> statement-breakpoint
INSERT INTO `job_occurrences_wider` SELECT `id`, `name`, `kind`, `code`, `day`, `at`, `cursor`, `members`, `done_at`, `revision` FROM `job_occurrences`;
--> statement-breakpoint
DROP TABLE `job_occurrences`;
--> statement-breakpoint
ALTER TABLE `job_occurrences_wider` RENAME TO `job_occurrences`;
--> statement-breakpoint
CREATE UNIQUE INDEX `job_occurrences_name` ON `job_occurrences` (`name`);
--> statement-breakpoint
CREATE INDEX `job_occurrences_by_day` ON `job_occurrences` (`day`);
--> statement-breakpoint
CREATE TRIGGER `job_occurrences_in_order` BEFORE UPDATE ON `job_occurrences`
WHEN NEW.`revision` <> OLD.`revision` + 1 OR OLD.`done_at` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the occurrence went on meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `job_occurrences_no_delete` BEFORE DELETE ON `job_occurrences`
WHEN EXISTS (SELECT 1 FROM `job_entries` WHERE `occurrence_id` = OLD.`id`) BEGIN
	SELECT RAISE(ABORT, 'an occurrence that has posted stays');
END;
--> statement-breakpoint
CREATE TRIGGER `job_occurrences_no_replace` BEFORE INSERT ON `job_occurrences`
WHEN EXISTS (SELECT 1 FROM `job_occurrences` WHERE `id` = NEW.`id` OR `name` = NEW.`name`) BEGIN
	SELECT RAISE(ABORT, 'job_occurrences are never replaced');
END;
