CREATE TABLE `benefit_claims` (
	`holder` integer NOT NULL,
	`scope` text NOT NULL,
	`benefit` text NOT NULL,
	`period` integer NOT NULL,
	`place` integer NOT NULL,
	`use_id` integer NOT NULL,
	PRIMARY KEY(`holder`, `scope`, `benefit`, `period`, `place`),
	CONSTRAINT `place_counts` CHECK (`place` > 0),
	CONSTRAINT `receipt_serves_once` CHECK (`scope` <> 'receipt' OR (`period` = 0 AND `place` = 1))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `benefit_claims_of_use` ON `benefit_claims` (`use_id`);
--> statement-breakpoint
CREATE TABLE `benefit_undos` (
	`use_id` integer PRIMARY KEY NOT NULL,
	`reason` blob,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`key_id` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `benefit_uses` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`benefit` text NOT NULL,
	`tier` text NOT NULL,
	`grant` text NOT NULL,
	`purchase_id` integer,
	`guests` integer NOT NULL,
	`used_at` integer NOT NULL,
	`used_on` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`rules_version` integer NOT NULL,
	`key_id` integer NOT NULL,
	CONSTRAINT `guests_count` CHECK (`guests` >= 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `benefit_uses_of_member` ON `benefit_uses` (`member_id`,`benefit`,`used_on`);
--> statement-breakpoint
CREATE TABLE `redemption_ends` (
	`redemption_id` integer PRIMARY KEY NOT NULL,
	`end` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`key_id` integer NOT NULL,
	`transaction_id` integer,
	`points_after` integer,
	`member_cash_after` integer,
	`prepaid_after` integer,
	CONSTRAINT `end_is_known` CHECK (`end` IN ('collected', 'cancelled', 'lapsed')),
	CONSTRAINT `points_come_back` CHECK ((`end` = 'collected') = (`transaction_id` IS NULL) AND (`transaction_id` IS NULL) = (`points_after` IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `redemption_ends_transaction` ON `redemption_ends` (`transaction_id`) WHERE transaction_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE `redemptions` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`reward` text NOT NULL,
	`revision` integer NOT NULL,
	`code` text NOT NULL,
	`tier` text,
	`quantity` integer NOT NULL,
	`points_each` integer NOT NULL,
	`points` integer NOT NULL,
	`money_minor` integer NOT NULL,
	`collect_by` integer NOT NULL,
	`points_after` integer NOT NULL,
	`member_cash_after` integer NOT NULL,
	`prepaid_after` integer NOT NULL,
	CONSTRAINT `redemption_adds_up` CHECK (`quantity` > 0 AND `points_each` >= 0 AND `points` = `points_each` * `quantity` AND `money_minor` >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `redemptions_code_unique` ON `redemptions` (`code`);
--> statement-breakpoint
CREATE INDEX `redemptions_of_member` ON `redemptions` (`member_id`);
--> statement-breakpoint
CREATE TABLE `reservations` (
	`collect_by` integer NOT NULL,
	`redemption_id` integer NOT NULL,
	PRIMARY KEY(`collect_by`, `redemption_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `reward_counts` (
	`member_id` integer NOT NULL,
	`reward` text NOT NULL,
	`taken` integer NOT NULL,
	`most` integer,
	PRIMARY KEY(`member_id`, `reward`),
	CONSTRAINT `per_member_limit` CHECK (`taken` <= `most`),
	CONSTRAINT `taken_counts` CHECK (`taken` >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rewards` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`name` text NOT NULL,
	`picture` text,
	`points` integer NOT NULL,
	`money_minor` integer,
	`stock` integer,
	`taken` integer NOT NULL,
	`per_member` integer,
	`tiers` text,
	`from_at` integer,
	`until_at` integer,
	`hold_days` integer NOT NULL,
	CONSTRAINT `stock_is_there` CHECK (`stock` >= 0),
	CONSTRAINT `taken_counts` CHECK (`taken` >= 0),
	CONSTRAINT `reward_has_a_price` CHECK (`points` >= 0 AND `money_minor` > 0 AND `per_member` > 0 AND `hold_days` > 0 AND `until_at` > `from_at`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `rewards_code_unique` ON `rewards` (`code`);
--> statement-breakpoint
CREATE TABLE `used_tokens` (
	`token_hash` blob PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `benefit_uses_no_update` BEFORE UPDATE ON `benefit_uses` BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `benefit_uses_no_delete` BEFORE DELETE ON `benefit_uses` BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `benefit_uses_no_replace` BEFORE INSERT ON `benefit_uses`
WHEN EXISTS (SELECT 1 FROM `benefit_uses` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'benefit_uses are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `benefit_undos_no_update` BEFORE UPDATE ON `benefit_undos` BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `benefit_undos_no_delete` BEFORE DELETE ON `benefit_undos` BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `benefit_undos_no_replace` BEFORE INSERT ON `benefit_undos`
WHEN EXISTS (SELECT 1 FROM `benefit_undos` WHERE `use_id` = NEW.`use_id`) BEGIN
	SELECT RAISE(ABORT, 'benefit_undos are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `redemptions_no_update` BEFORE UPDATE ON `redemptions` BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `redemptions_no_delete` BEFORE DELETE ON `redemptions` BEGIN
	SELECT RAISE(ABORT, 'redemptions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `redemptions_no_replace` BEFORE INSERT ON `redemptions`
WHEN EXISTS (SELECT 1 FROM `redemptions` WHERE `id` = NEW.`id` OR `code` = NEW.`code`) BEGIN
	SELECT RAISE(ABORT, 'redemptions are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `redemption_ends_no_update` BEFORE UPDATE ON `redemption_ends` BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `redemption_ends_no_delete` BEFORE DELETE ON `redemption_ends` BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `redemption_ends_no_replace` BEFORE INSERT ON `redemption_ends`
WHEN EXISTS (SELECT 1 FROM `redemption_ends` WHERE `redemption_id` = NEW.`redemption_id` OR `transaction_id` = NEW.`transaction_id`) BEGIN
	SELECT RAISE(ABORT, 'redemption_ends are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `rewards_in_order` BEFORE UPDATE OF `revision` ON `rewards`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the reward was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `redemptions_at_present_terms` BEFORE INSERT ON `redemptions`
WHEN NOT EXISTS (SELECT 1 FROM `rewards` WHERE `code` = NEW.`reward` AND `revision` = NEW.`revision`) BEGIN
	SELECT RAISE(ABORT, 'the reward was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `benefit_undos_of_uses` BEFORE INSERT ON `benefit_undos`
WHEN NOT EXISTS (SELECT 1 FROM `benefit_uses` WHERE `id` = NEW.`use_id`) BEGIN
	SELECT RAISE(ABORT, 'there is no such use');
END;
