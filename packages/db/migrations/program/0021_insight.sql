CREATE TABLE `insight_snapshots` (
	`id` integer PRIMARY KEY NOT NULL,
	`day` integer NOT NULL,
	`cuts` text,
	`figures` text NOT NULL,
	`pairings` text NOT NULL,
	`is_done` integer NOT NULL,
	CONSTRAINT `insight_snapshot_done` CHECK (`is_done` IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `insight_snapshots_by_day` ON `insight_snapshots` (`day`);
--> statement-breakpoint
CREATE TABLE `member_baskets` (
	`member_id` integer NOT NULL,
	`a` text NOT NULL,
	`b` text NOT NULL,
	`receipts` integer NOT NULL,
	PRIMARY KEY(`member_id`, `a`, `b`),
	CONSTRAINT `member_basket` CHECK (`a` <= `b` AND `receipts` > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member_facts` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`half_life_days` integer,
	`receipts` integer NOT NULL,
	`purchase_days` integer NOT NULL,
	`first_on` integer NOT NULL,
	`last_on` integer NOT NULL,
	`sales_minor` integer NOT NULL,
	`spend_minor` integer NOT NULL,
	`promotional_minor` integer NOT NULL,
	`returned_minor` integer NOT NULL,
	`points` integer NOT NULL,
	`member_cash_minor` integer NOT NULL,
	`units` integer NOT NULL,
	`price_low_minor` integer NOT NULL,
	`price_median_minor` integer NOT NULL,
	`price_high_minor` integer NOT NULL,
	`promotion_share` integer NOT NULL,
	`cycle_days_x2` integer,
	`pyramid` text,
	`probability_active` integer,
	`expected_purchases` integer,
	`expected_value_minor` integer,
	CONSTRAINT `member_facts_bought` CHECK (`receipts` > 0 AND `purchase_days` > 0 AND `first_on` <= `last_on` AND `units` > 0),
	CONSTRAINT `member_facts_amounts` CHECK (`sales_minor` >= 0 AND `promotional_minor` BETWEEN 0 AND `sales_minor` AND `returned_minor` >= 0),
	CONSTRAINT `member_facts_share` CHECK (`promotion_share` BETWEEN 0 AND 10000),
	CONSTRAINT `member_facts_pyramid` CHECK (`pyramid` IN ('A', 'B', 'C', 'D')),
	CONSTRAINT `member_facts_forecast` CHECK (`probability_active` BETWEEN 0 AND 1000000 AND `expected_purchases` >= 0 AND `expected_value_minor` >= 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE `member_preferences` (
	`member_id` integer NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`share` integer NOT NULL,
	PRIMARY KEY(`member_id`, `kind`, `value`),
	CONSTRAINT `member_preference_kind` CHECK (`kind` IN ('sizes', 'colors', 'brands', 'categories', 'stores', 'weekdays', 'hours')),
	CONSTRAINT `member_preference_share` CHECK (`share` BETWEEN 0 AND 10000)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- SQLite changes no CHECK in place: the occurrences step aside while their table is made to know more kinds, the forecasts
-- to come among them. It is not renamed, since what looks at it (the next event) would not be there meanwhile.
CREATE TABLE `job_occurrences_aside` AS SELECT * FROM `job_occurrences`;
--> statement-breakpoint
DROP TABLE `job_occurrences`;
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
	CONSTRAINT `job_kind` CHECK (`kind` IN ('seal', 'lapse', 'expiry', 'inactivity', 'tiers', 'rebate', 'insight', 'forecast')),
	CONSTRAINT `job_counts` CHECK (`members` >= 0 AND `revision` >= 0)
) STRICT;
--> statement-breakpoint
INSERT INTO `job_occurrences` (`id`, `name`, `kind`, `code`, `day`, `at`, `cursor`, `members`, `done_at`, `revision`) SELECT `id`, `name`, `kind`, `code`, `day`, `at`, `cursor`, `members`, `done_at`, `revision` FROM `job_occurrences_aside`;
--> statement-breakpoint
DROP TABLE `job_occurrences_aside`;
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
--> statement-breakpoint
CREATE TRIGGER `member_facts_of_who_is_there` BEFORE INSERT ON `member_facts`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `member_preferences_of_who_is_there` BEFORE INSERT ON `member_preferences`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `member_baskets_of_who_is_there` BEFORE INSERT ON `member_baskets`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
