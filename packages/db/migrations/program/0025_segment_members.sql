CREATE TABLE `segment_members` (
	`member_id` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`entered_at` integer NOT NULL,
	`left_at` integer,
	PRIMARY KEY(`member_id`, `segment_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `segments` ADD `state` text DEFAULT 'new' NOT NULL CHECK (`state` IN ('new', 'counting', 'followed'));
--> statement-breakpoint
-- How far a segment is followed is no change that somebody makes of it.
DROP TRIGGER `segments_in_order`;
--> statement-breakpoint
CREATE TRIGGER `segments_in_order` BEFORE UPDATE OF `name`, `filter`, `revision` ON `segments`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the segment was changed meanwhile');
END;
--> statement-breakpoint
-- Whom something else holds for nobody has entered or left.
CREATE TRIGGER `segments_anew` AFTER UPDATE OF `filter` ON `segments`
WHEN NEW.`filter` <> OLD.`filter` BEGIN
	UPDATE `segments` SET `state` = 'new' WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_entering` AFTER INSERT ON `segment_members`
WHEN (SELECT `state` FROM `segments` WHERE `id` = NEW.`segment_id`) = 'followed' BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 20, NEW.`member_id`, NEW.`entered_at`, json_object('segmentId', NEW.`segment_id`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_leaving` AFTER UPDATE OF `left_at` ON `segment_members` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	SELECT (SELECT `id` FROM `next_event`), 21, NEW.`member_id`, NEW.`left_at`, json_object('segmentId', NEW.`segment_id`)
	FROM `segments` WHERE `id` = NEW.`segment_id` AND `state` = 'followed';
	DELETE FROM `segment_members` WHERE `member_id` = NEW.`member_id` AND `segment_id` = NEW.`segment_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `segment_members_of_who_is_there` BEFORE INSERT ON `segment_members`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
-- The occurrences step aside once more while their table is made to know segments.
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
	CONSTRAINT `job_kind` CHECK (`kind` IN ('seal', 'lapse', 'expiry', 'inactivity', 'tiers', 'rebate', 'insight', 'forecast', 'segments')),
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
ALTER TABLE `campaigns` ADD `entering` integer;
--> statement-breakpoint
CREATE INDEX `campaigns_entering` ON `campaigns` (`entering`) WHERE entering IS NOT NULL;
--> statement-breakpoint
CREATE TABLE `campaign_occasions` (
	`campaign_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `member_id`, `at`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `campaign_occasions_of_entering` AFTER INSERT ON `segment_members`
WHEN (SELECT `state` FROM `segments` WHERE `id` = NEW.`segment_id`) = 'followed' BEGIN
	INSERT OR IGNORE INTO `campaign_occasions` (`campaign_id`, `member_id`, `at`)
	SELECT `id`, NEW.`member_id`, NEW.`entered_at` FROM `campaigns`
	WHERE `entering` = NEW.`segment_id` AND `status` = 'scheduled' AND `starts_at` <= NEW.`entered_at`;
END;
--> statement-breakpoint
CREATE TRIGGER `campaign_occasions_of_who_is_there` BEFORE INSERT ON `campaign_occasions`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE INDEX `profiles_referred_by` ON `profiles` (`referred_by`) WHERE referred_by IS NOT NULL;
