-- Two cards of one person become one. What a member caused follows to the survivor; the journal stays as it is.
ALTER TABLE `members` ADD `merged_into` integer;
--> statement-breakpoint
ALTER TABLE `members` ADD `place_offset` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE INDEX `members_merged` ON `members` (`merged_into`) WHERE merged_into IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `members_merged_into_who_is_there` BEFORE UPDATE OF `merged_into` ON `members`
WHEN NEW.`status` <> 'merged' OR NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`merged_into` AND `status` = 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
CREATE TRIGGER `members_merged_lead_on` BEFORE UPDATE OF `status` ON `members`
WHEN (NEW.`status` = 'merged') <> (NEW.`merged_into` IS NOT NULL) BEGIN
	SELECT RAISE(ABORT, 'who is merged leads to somebody');
END;
--> statement-breakpoint
CREATE TRIGGER `approvals_of_who_is_there` BEFORE INSERT ON `approvals`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
ALTER TABLE `cards` ADD `merged_from` integer;
--> statement-breakpoint
CREATE TABLE `merges` (
	`id` integer PRIMARY KEY NOT NULL,
	`from_transaction_id` integer NOT NULL,
	`from_id` integer NOT NULL,
	`into_id` integer NOT NULL,
	`registered_at` integer NOT NULL,
	`registered_on` integer NOT NULL,
	CONSTRAINT `of_two_members` CHECK (`from_id` <> `into_id` AND `from_transaction_id` <> `id`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `merges_from_transaction_id_unique` ON `merges` (`from_transaction_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `merges_from_id_unique` ON `merges` (`from_id`);
--> statement-breakpoint
CREATE INDEX `merges_into` ON `merges` (`into_id`);
--> statement-breakpoint
CREATE TRIGGER `merges_no_update` BEFORE UPDATE ON `merges` BEGIN
	SELECT RAISE(ABORT, 'merges are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `merges_no_delete` BEFORE DELETE ON `merges` BEGIN
	SELECT RAISE(ABORT, 'merges are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `merges_no_replace` BEFORE INSERT ON `merges`
WHEN EXISTS (SELECT 1 FROM `merges` WHERE `id` = NEW.`id` OR `from_id` = NEW.`from_id` OR `from_transaction_id` = NEW.`from_transaction_id`) BEGIN
	SELECT RAISE(ABORT, 'merges are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_merges` AFTER INSERT ON `merges` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 3, NEW.`into_id`,
		(SELECT `recorded_at` FROM `transactions` WHERE `id` = NEW.`id`), json_object('from', NEW.`from_id`));
END;
--> statement-breakpoint
-- SQLite changes no CHECK in place: the acts move to a table that knows one kind more.
CREATE TABLE `tier_acts_wider` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`kind` text NOT NULL,
	`day` integer NOT NULL,
	`tier` text,
	`through` integer,
	`plan` text,
	`tier_before` text,
	`since` integer,
	`valid_from` integer,
	`since_after` integer NOT NULL,
	`through_after` integer,
	CONSTRAINT `act_says_what` CHECK ((`kind` = 'set' AND `plan` IS NULL AND (`tier` IS NOT NULL OR `through` IS NULL)) OR (`kind` = 'topUp' AND `plan` IS NOT NULL AND `tier` IS NULL AND `through` IS NULL) OR (`kind` = 'merge' AND `plan` IS NULL AND `tier` IS NOT NULL)),
	CONSTRAINT `act_says_since_when` CHECK ((`valid_from` IS NULL) = (`since` IS NULL) AND (`kind` = 'set' OR (`kind` = 'merge') = (`since` IS NOT NULL))),
	CONSTRAINT `since_before` CHECK (`since` IS NULL OR (`since` <= `valid_from` AND `valid_from` <= `day`))
) STRICT;
--> statement-breakpoint
INSERT INTO `tier_acts_wider` (`id`, `member_id`, `kind`, `day`, `tier`, `through`, `plan`, `tier_before`, `since_after`, `through_after`, `since`, `valid_from`) SELECT `id`, `member_id`, `kind`, `day`, `tier`, `through`, `plan`, `tier_before`, `since_after`, `through_after`, `since`, `valid_from` FROM `tier_acts`;
--> statement-breakpoint
DROP TABLE `tier_acts`;
--> statement-breakpoint
ALTER TABLE `tier_acts_wider` RENAME TO `tier_acts`;
--> statement-breakpoint
CREATE INDEX `tier_acts_of_member` ON `tier_acts` (`member_id`);
--> statement-breakpoint
CREATE TRIGGER `tier_acts_no_delete` BEFORE DELETE ON `tier_acts` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `tier_acts_no_replace` BEFORE INSERT ON `tier_acts`
WHEN EXISTS (SELECT 1 FROM `tier_acts` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `tier_acts_no_update` BEFORE UPDATE OF `id`, `kind`, `day`, `tier`, `through`, `plan`, `tier_before`, `since_after`, `through_after`, `since`, `valid_from` ON `tier_acts` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `tier_acts_follow_their_member` BEFORE UPDATE OF `member_id` ON `tier_acts`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `adjustments_no_update`;
--> statement-breakpoint
CREATE TRIGGER `adjustments_no_update` BEFORE UPDATE OF `id`, `unit`, `amount`, `points_after`, `member_cash_after`, `prepaid_after` ON `adjustments` BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `adjustments_follow_their_member` BEFORE UPDATE OF `member_id` ON `adjustments`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `approvals_no_update`;
--> statement-breakpoint
CREATE TRIGGER `approvals_no_update` BEFORE UPDATE OF `id`, `unit`, `amount`, `sealed`, `asked_by`, `asked_at` ON `approvals` BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `approvals_follow_their_member` BEFORE UPDATE OF `member_id` ON `approvals`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'approvals are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `benefit_uses_no_update`;
--> statement-breakpoint
CREATE TRIGGER `benefit_uses_no_update` BEFORE UPDATE OF `id`, `benefit`, `tier`, `grant`, `purchase_id`, `guests`, `used_at`, `used_on`, `recorded_at`, `rules_version`, `actor_id` ON `benefit_uses` BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `benefit_uses_follow_their_member` BEFORE UPDATE OF `member_id` ON `benefit_uses`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `consents_no_update`;
--> statement-breakpoint
CREATE TRIGGER `consents_no_update` BEFORE UPDATE OF `id`, `channel`, `purpose`, `granted`, `at`, `actor_id` ON `consents` BEGIN
	SELECT RAISE(ABORT, 'consents are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `consents_follow_their_member` BEFORE UPDATE OF `member_id` ON `consents`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'consents are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `member_coupons_no_update`;
--> statement-breakpoint
CREATE TRIGGER `member_coupons_no_update` BEFORE UPDATE OF `id`, `coupon`, `revision`, `code`, `issued_at`, `valid_through`, `because`, `purchase_id`, `recorded_at`, `actor_id` ON `member_coupons` BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `member_coupons_follow_their_member` BEFORE UPDATE OF `member_id` ON `member_coupons`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `prepaid_refunds_no_update`;
--> statement-breakpoint
CREATE TRIGGER `prepaid_refunds_no_update` BEFORE UPDATE OF `id`, `tender`, `amount_minor`, `points_after`, `member_cash_after`, `prepaid_after` ON `prepaid_refunds` BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `prepaid_refunds_follow_their_member` BEFORE UPDATE OF `member_id` ON `prepaid_refunds`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `purchases_no_update`;
--> statement-breakpoint
CREATE TRIGGER `purchases_no_update` BEFORE UPDATE OF `id`, `external_id`, `body_hash`, `store`, `occurred_at`, `occurred_on`, `total_minor`, `cash_minor`, `points`, `member_cash`, `tier`, `birthday`, `cap_limit`, `cap_room`, `tier_before`, `tier_after`, `points_after`, `member_cash_after`, `prepaid_after` ON `purchases` BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `purchases_follow_their_member` BEFORE UPDATE OF `member_id` ON `purchases`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'purchases are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `reasons_no_update`;
--> statement-breakpoint
CREATE TRIGGER `reasons_no_update` BEFORE UPDATE OF `transaction_id`, `sealed` ON `reasons` BEGIN
	SELECT RAISE(ABORT, 'reasons are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `reasons_follow_their_member` BEFORE UPDATE OF `member_id` ON `reasons`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'reasons are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `redemptions_no_update`;
--> statement-breakpoint
CREATE TRIGGER `redemptions_no_update` BEFORE UPDATE OF `id`, `reward`, `revision`, `code`, `tier`, `quantity`, `points_each`, `points`, `money_minor`, `collect_by`, `points_after`, `member_cash_after`, `prepaid_after` ON `redemptions` BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `redemptions_follow_their_member` BEFORE UPDATE OF `member_id` ON `redemptions`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `top_ups_no_update`;
--> statement-breakpoint
CREATE TRIGGER `top_ups_no_update` BEFORE UPDATE OF `id`, `external_id`, `body_hash`, `plan`, `tender`, `paid_minor`, `prepaid_minor`, `points`, `tier_before`, `tier_after`, `points_after`, `member_cash_after`, `prepaid_after` ON `top_ups` BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `top_ups_follow_their_member` BEFORE UPDATE OF `member_id` ON `top_ups`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END;
--> statement-breakpoint
DROP TRIGGER `openings_no_update`;
--> statement-breakpoint
CREATE TRIGGER `openings_no_update` BEFORE UPDATE OF `id`, `unit`, `amount`, `expires_on` ON `openings` BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `openings_follow_their_member` BEFORE UPDATE OF `member_id` ON `openings`
WHEN NOT EXISTS (SELECT 1 FROM `members` WHERE `id` = OLD.`member_id` AND `merged_into` = NEW.`member_id`) BEGIN
	SELECT RAISE(ABORT, 'openings are never changed');
END;
