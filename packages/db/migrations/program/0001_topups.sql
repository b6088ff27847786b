CREATE TABLE `adjustments` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`unit` text NOT NULL,
	`amount` integer NOT NULL,
	`points_after` integer NOT NULL,
	`member_cash_after` integer NOT NULL,
	`prepaid_after` integer NOT NULL,
	CONSTRAINT `adjustment_moves` CHECK (`amount` <> 0),
	CONSTRAINT `adjustment_unit` CHECK (`unit` IN ('points', 'memberCash', 'prepaid')),
	CONSTRAINT `adjusted_prepaid_is_no_debt` CHECK (`prepaid_after` >= 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE `prepaid_refunds` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`tender` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`points_after` integer NOT NULL,
	`member_cash_after` integer NOT NULL,
	`prepaid_after` integer NOT NULL,
	CONSTRAINT `refund_is_positive` CHECK (`amount_minor` > 0),
	CONSTRAINT `refund_leaves_no_debt` CHECK (`prepaid_after` >= 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE `reasons` (
	`transaction_id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`sealed` blob NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `reasons_of_member` ON `reasons` (`member_id`);
--> statement-breakpoint
CREATE TABLE `tier_acts` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`kind` text NOT NULL,
	`day` integer NOT NULL,
	`tier` text,
	`through` integer,
	`plan` text,
	`tier_before` text,
	`since_after` integer NOT NULL,
	`through_after` integer,
	CONSTRAINT `act_says_what` CHECK ((`kind` = 'set' AND `plan` IS NULL AND (`tier` IS NOT NULL OR `through` IS NULL)) OR (`kind` = 'topUp' AND `plan` IS NOT NULL AND `tier` IS NULL AND `through` IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX `tier_acts_of_member` ON `tier_acts` (`member_id`);
--> statement-breakpoint
CREATE TABLE `top_up_reversals` (
	`top_up_id` integer PRIMARY KEY NOT NULL,
	`id` integer NOT NULL,
	`tier_before` text,
	`tier_after` text,
	`points_after` integer NOT NULL,
	`member_cash_after` integer NOT NULL,
	`prepaid_after` integer NOT NULL,
	CONSTRAINT `reversal_leaves_no_debt` CHECK (`prepaid_after` >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `top_up_reversals_by_id` ON `top_up_reversals` (`id`);
--> statement-breakpoint
CREATE TABLE `top_ups` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`external_id` text,
	`body_hash` blob NOT NULL,
	`plan` text NOT NULL,
	`tender` text NOT NULL,
	`paid_minor` integer NOT NULL,
	`prepaid_minor` integer NOT NULL,
	`points` integer NOT NULL,
	`tier_before` text,
	`tier_after` text,
	`points_after` integer NOT NULL,
	`member_cash_after` integer NOT NULL,
	`prepaid_after` integer NOT NULL,
	CONSTRAINT `top_up_is_positive` CHECK (`paid_minor` > 0 AND `prepaid_minor` > 0 AND `points` >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `top_ups_external_id` ON `top_ups` (`external_id`) WHERE external_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX `top_ups_of_member` ON `top_ups` (`member_id`,`id`);
--> statement-breakpoint
CREATE TRIGGER `adjustments_no_update` BEFORE UPDATE ON `adjustments` BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `adjustments_no_delete` BEFORE DELETE ON `adjustments` BEGIN
	SELECT RAISE(ABORT, 'adjustments are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `adjustments_no_replace` BEFORE INSERT ON `adjustments`
WHEN EXISTS (SELECT 1 FROM `adjustments` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'adjustments are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `prepaid_refunds_no_update` BEFORE UPDATE ON `prepaid_refunds` BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `prepaid_refunds_no_delete` BEFORE DELETE ON `prepaid_refunds` BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `prepaid_refunds_no_replace` BEFORE INSERT ON `prepaid_refunds`
WHEN EXISTS (SELECT 1 FROM `prepaid_refunds` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'prepaid_refunds are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `tier_acts_no_update` BEFORE UPDATE ON `tier_acts` BEGIN
	SELECT RAISE(ABORT, 'tier_acts are never changed');
END;
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
CREATE TRIGGER `top_ups_no_update` BEFORE UPDATE ON `top_ups` BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `top_ups_no_delete` BEFORE DELETE ON `top_ups` BEGIN
	SELECT RAISE(ABORT, 'top_ups are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `top_ups_no_replace` BEFORE INSERT ON `top_ups`
WHEN EXISTS (SELECT 1 FROM `top_ups` WHERE `id` = NEW.`id` OR (`external_id` IS NOT NULL AND `external_id` = NEW.`external_id`)) BEGIN
	SELECT RAISE(ABORT, 'top_ups are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `top_up_reversals_no_update` BEFORE UPDATE ON `top_up_reversals` BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `top_up_reversals_no_delete` BEFORE DELETE ON `top_up_reversals` BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `top_up_reversals_no_replace` BEFORE INSERT ON `top_up_reversals`
WHEN EXISTS (SELECT 1 FROM `top_up_reversals` WHERE `top_up_id` = NEW.`top_up_id` OR `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'top_up_reversals are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `reasons_no_update` BEFORE UPDATE ON `reasons` BEGIN
	SELECT RAISE(ABORT, 'reasons are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `reasons_no_replace` BEFORE INSERT ON `reasons`
WHEN EXISTS (SELECT 1 FROM `reasons` WHERE `transaction_id` = NEW.`transaction_id`) BEGIN
	SELECT RAISE(ABORT, 'reasons are never replaced');
END;
