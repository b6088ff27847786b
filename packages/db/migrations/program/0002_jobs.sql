CREATE TABLE `job_entries` (
	`occurrence_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`transaction_id` integer NOT NULL,
	`tier` text,
	PRIMARY KEY(`occurrence_id`, `member_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `job_entries_transaction` ON `job_entries` (`transaction_id`);
--> statement-breakpoint
CREATE TABLE `job_occurrences` (
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
	CONSTRAINT `job_kind` CHECK (`kind` IN ('expiry', 'inactivity', 'tiers', 'rebate')),
	CONSTRAINT `job_counts` CHECK (`members` >= 0 AND `revision` >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `job_occurrences_name` ON `job_occurrences` (`name`);
--> statement-breakpoint
CREATE INDEX `job_occurrences_by_day` ON `job_occurrences` (`day`);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `jobs_open` ON `jobs` (`to_at`) WHERE done_at IS NULL;
--> statement-breakpoint
CREATE INDEX `lots_expiring` ON `lots` (`expires_on`,`member_id`) WHERE remaining > 0 AND expires_on IS NOT NULL;
--> statement-breakpoint
CREATE INDEX `standings_tier_next` ON `standings` (`tier_next_on`);
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
--> statement-breakpoint
CREATE TRIGGER `job_entries_no_update` BEFORE UPDATE ON `job_entries` BEGIN
	SELECT RAISE(ABORT, 'job_entries are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `job_entries_no_delete` BEFORE DELETE ON `job_entries` BEGIN
	SELECT RAISE(ABORT, 'job_entries are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `job_entries_no_replace` BEFORE INSERT ON `job_entries`
WHEN EXISTS (SELECT 1 FROM `job_entries` WHERE (`occurrence_id` = NEW.`occurrence_id` AND `member_id` = NEW.`member_id`) OR `transaction_id` = NEW.`transaction_id`) BEGIN
	SELECT RAISE(ABORT, 'job_entries are never replaced');
END;
