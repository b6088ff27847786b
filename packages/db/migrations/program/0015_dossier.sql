CREATE TABLE `custom_fields` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`options` text NOT NULL,
	`weight` integer NOT NULL,
	`active` integer NOT NULL,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT `weight_is_a_percentage` CHECK (`weight` BETWEEN 0 AND 100),
	CONSTRAINT `active_or_not` CHECK (`active` IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `custom_fields_code_unique` ON `custom_fields` (`code`);
--> statement-breakpoint
CREATE TABLE `dossiers` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`occupation` text,
	`education` text,
	`preferred_channel` text,
	`quiet_from` integer,
	`quiet_until` integer,
	`sealed` blob NOT NULL,
	`revision` integer NOT NULL,
	`changed_at` integer NOT NULL,
	CONSTRAINT `quiet_hours_are_of_a_day` CHECK ((`quiet_from` IS NULL) = (`quiet_until` IS NULL) AND (`quiet_from` IS NULL OR (`quiet_from` BETWEEN 0 AND 1439 AND `quiet_until` BETWEEN 0 AND 1439 AND `quiet_from` <> `quiet_until`)))
) STRICT;
--> statement-breakpoint
CREATE TABLE `family_members` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`relation` text NOT NULL,
	`birth_year` integer,
	`birth_month` integer,
	`birth_day` integer,
	`lunar_month` integer,
	`lunar_day` integer,
	`lunar_leap` integer,
	`sealed` blob NOT NULL,
	`revision` integer NOT NULL,
	CONSTRAINT `leap_or_not` CHECK (`lunar_leap` IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE INDEX `family_of_member` ON `family_members` (`member_id`);
--> statement-breakpoint
CREATE TABLE `member_fields` (
	`member_id` integer NOT NULL,
	`field` text NOT NULL,
	`code` text NOT NULL,
	`number` integer,
	PRIMARY KEY(`member_id`, `field`, `code`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `member_fields_of` ON `member_fields` (`field`,`code`,`number`);
--> statement-breakpoint
CREATE TABLE `member_interests` (
	`member_id` integer NOT NULL,
	`interest` text NOT NULL,
	PRIMARY KEY(`member_id`, `interest`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `member_interests_of` ON `member_interests` (`interest`);
--> statement-breakpoint
CREATE TABLE `member_notes` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`sealed` blob NOT NULL,
	`written_at` integer NOT NULL,
	`author_id` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `notes_of_member` ON `member_notes` (`member_id`);
--> statement-breakpoint
CREATE TABLE `member_sizes` (
	`member_id` integer NOT NULL,
	`garment` text NOT NULL,
	`size` text NOT NULL,
	PRIMARY KEY(`member_id`, `garment`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `member_sizes_of` ON `member_sizes` (`garment`,`size`);
--> statement-breakpoint
CREATE TABLE `member_tags` (
	`member_id` integer NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`member_id`, `tag`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `member_tags_of` ON `member_tags` (`tag`);
--> statement-breakpoint
ALTER TABLE `consents` ADD `actor_id` integer;
--> statement-breakpoint
CREATE TRIGGER `dossiers_in_order` BEFORE UPDATE ON `dossiers`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the dossier was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `family_members_in_order` BEFORE UPDATE ON `family_members`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the person was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `custom_fields_in_order` BEFORE UPDATE ON `custom_fields`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the field was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `custom_fields_keep_their_type` BEFORE UPDATE ON `custom_fields`
WHEN NEW.`type` <> OLD.`type` OR NEW.`code` <> OLD.`code` BEGIN
	SELECT RAISE(ABORT, 'a field keeps its code and type');
END;
--> statement-breakpoint
CREATE TRIGGER `custom_fields_are_bounded` BEFORE INSERT ON `custom_fields`
WHEN (SELECT count(*) FROM `custom_fields`) >= 100 BEGIN
	SELECT RAISE(ABORT, 'there are too many fields');
END;
--> statement-breakpoint
CREATE TRIGGER `member_tags_are_bounded` BEFORE INSERT ON `member_tags`
WHEN (SELECT count(*) FROM `member_tags` WHERE `member_id` = NEW.`member_id`) >= 100 BEGIN
	SELECT RAISE(ABORT, 'there are too many tags');
END;
--> statement-breakpoint
CREATE TRIGGER `family_members_are_bounded` BEFORE INSERT ON `family_members`
WHEN (SELECT count(*) FROM `family_members` WHERE `member_id` = NEW.`member_id`) >= 50 BEGIN
	SELECT RAISE(ABORT, 'there are too many of a family');
END;
--> statement-breakpoint
CREATE TRIGGER `member_notes_are_bounded` BEFORE INSERT ON `member_notes`
WHEN (SELECT count(*) FROM `member_notes` WHERE `member_id` = NEW.`member_id`) >= 1000 BEGIN
	SELECT RAISE(ABORT, 'there are too many notes');
END;
