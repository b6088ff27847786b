CREATE TABLE `erasures` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `erasures_member_id_unique` ON `erasures` (`member_id`);--> statement-breakpoint
CREATE TRIGGER `erasures_no_update` BEFORE UPDATE ON `erasures` BEGIN
	SELECT RAISE(ABORT, 'erasures are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `erasures_no_delete` BEFORE DELETE ON `erasures` BEGIN
	SELECT RAISE(ABORT, 'erasures are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `erasures_no_replace` BEFORE INSERT ON `erasures`
WHEN EXISTS (SELECT 1 FROM `erasures` WHERE `id` = NEW.`id` OR `member_id` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'erasures are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `members_stay_gone` BEFORE UPDATE OF `status` ON `members`
WHEN OLD.`status` <> 'active' BEGIN
	SELECT RAISE(ABORT, 'who is gone stays gone');
END;
--> statement-breakpoint
-- What was decided while somebody was there, and is written when they are gone, has no sequence that would refuse it.
CREATE TRIGGER `profiles_of_who_is_there` BEFORE INSERT ON `profiles`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `lookups_of_who_is_there` BEFORE INSERT ON `lookups`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `cards_of_who_is_there` BEFORE INSERT ON `cards`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `consents_of_who_is_there` BEFORE INSERT ON `consents`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `brand_cards_of_who_is_there` BEFORE INSERT ON `brand_cards`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `standings_of_who_is_there` BEFORE INSERT ON `standings`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `member_coupons_of_who_is_there` BEFORE INSERT ON `member_coupons`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `benefit_uses_of_who_is_there` BEFORE INSERT ON `benefit_uses`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `dossiers_of_who_is_there` BEFORE INSERT ON `dossiers`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `member_interests_of_who_is_there` BEFORE INSERT ON `member_interests`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `member_sizes_of_who_is_there` BEFORE INSERT ON `member_sizes`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `member_tags_of_who_is_there` BEFORE INSERT ON `member_tags`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `family_members_of_who_is_there` BEFORE INSERT ON `family_members`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `member_notes_of_who_is_there` BEFORE INSERT ON `member_notes`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `member_fields_of_who_is_there` BEFORE INSERT ON `member_fields`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
