CREATE TABLE `kiosk_challenges` (
	`id` integer PRIMARY KEY NOT NULL,
	`kiosk_id` integer NOT NULL,
	`phone_hash` blob NOT NULL,
	`code_hash` blob NOT NULL,
	`made_at` integer NOT NULL,
	`tries` integer NOT NULL,
	`used_at` integer,
	CONSTRAINT `challenge_tries` CHECK (`tries` BETWEEN 0 AND 5)
) STRICT;
--> statement-breakpoint
CREATE INDEX `challenges_of_phone` ON `kiosk_challenges` (`phone_hash`,`made_at`);--> statement-breakpoint
CREATE INDEX `challenges_by_time` ON `kiosk_challenges` (`made_at`);--> statement-breakpoint
CREATE TABLE `kiosk_sessions` (
	`id` integer PRIMARY KEY NOT NULL,
	`kiosk_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`expires_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `kiosk_sessions_of_member` ON `kiosk_sessions` (`member_id`);--> statement-breakpoint
CREATE INDEX `kiosk_sessions_by_end` ON `kiosk_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `kiosks` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`store` text,
	`created_at` integer NOT NULL,
	`enrolment_hash` blob,
	`enrolment_expires_at` integer,
	`key_hash` blob,
	`hint` text,
	`enrolled_at` integer,
	`seen_at` integer,
	`revoked_at` integer,
	CONSTRAINT `an_enrolment_ends` CHECK ((`enrolment_hash` IS NULL) = (`enrolment_expires_at` IS NULL)),
	CONSTRAINT `enrolled_has_a_key` CHECK ((`key_hash` IS NULL) = (`enrolled_at` IS NULL) AND (`key_hash` IS NULL) = (`seen_at` IS NULL)),
	CONSTRAINT `enrolled_is_enrolled` CHECK (`key_hash` IS NULL OR `enrolment_hash` IS NULL)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `kiosks_enrolment_hash_unique` ON `kiosks` (`enrolment_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `kiosks_key_hash_unique` ON `kiosks` (`key_hash`);--> statement-breakpoint
CREATE TRIGGER `kiosks_no_delete` BEFORE DELETE ON `kiosks` BEGIN
	SELECT RAISE(ABORT, 'kiosks are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `kiosks_enrolled_once` BEFORE UPDATE OF `key_hash` ON `kiosks`
WHEN OLD.`key_hash` IS NOT NULL OR OLD.`revoked_at` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'a kiosk is enrolled once');
END;
--> statement-breakpoint
CREATE TRIGGER `kiosk_challenges_in_order` BEFORE UPDATE ON `kiosk_challenges`
WHEN NEW.`tries` <> OLD.`tries` + 1 OR OLD.`used_at` IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'the challenge was tried meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `kiosk_sessions_of_who_is_there` BEFORE INSERT ON `kiosk_sessions`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
