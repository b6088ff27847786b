CREATE TABLE `coupon_counts` (
	`member_id` integer NOT NULL,
	`coupon` text NOT NULL,
	`issued` integer NOT NULL,
	`most` integer,
	PRIMARY KEY(`member_id`, `coupon`),
	CONSTRAINT `per_member_limit` CHECK (`issued` <= `most`),
	CONSTRAINT `issued_counts` CHECK (`issued` >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `coupon_give_backs` (
	`coupon_id` integer NOT NULL,
	`number` integer NOT NULL,
	`return_id` integer NOT NULL,
	PRIMARY KEY(`coupon_id`, `number`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `coupon_terms` (
	`coupon` text NOT NULL,
	`revision` integer NOT NULL,
	`use` text NOT NULL,
	`amount_minor` integer,
	`rate` integer,
	`most_minor` integer,
	`minimum_minor` integer,
	`brands` text,
	`categories` text,
	`stores` text,
	`tiers` text,
	`regular_price_only` integer NOT NULL,
	`from_at` integer,
	`until_at` integer,
	`valid_days` integer,
	`uses` integer NOT NULL,
	`per_member` integer,
	PRIMARY KEY(`coupon`, `revision`),
	CONSTRAINT `use_is_known` CHECK (`use` IN ('discount', 'voucher')),
	CONSTRAINT `takes_something_off` CHECK ((`amount_minor` IS NULL) <> (`rate` IS NULL) AND coalesce(`amount_minor`, 1) > 0 AND coalesce(`rate`, 1) BETWEEN 1 AND 10000 AND coalesce(`most_minor`, 1) > 0 AND (`most_minor` IS NULL OR `amount_minor` IS NULL)),
	CONSTRAINT `terms_make_sense` CHECK (`minimum_minor` > 0 AND `uses` > 0 AND `valid_days` > 0 AND `per_member` > 0 AND `until_at` > `from_at`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `coupon_uses` (
	`coupon_id` integer NOT NULL,
	`number` integer NOT NULL,
	`purchase_id` integer NOT NULL,
	`position` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`coupon_id`, `number`),
	CONSTRAINT `use_counts` CHECK (`number` > 0 AND `position` >= 0 AND `amount_minor` > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `coupon_uses_of_purchase` ON `coupon_uses` (`purchase_id`,`position`);
--> statement-breakpoint
CREATE TABLE `coupon_withdrawals` (
	`coupon_id` integer PRIMARY KEY NOT NULL,
	`uses` integer NOT NULL,
	`return_id` integer,
	`reason` blob,
	`occurred_at` integer NOT NULL,
	`actor_id` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `coupons` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`revision` integer NOT NULL,
	`active` integer NOT NULL,
	`name` text NOT NULL,
	`distribution` text NOT NULL,
	`stock` integer,
	`issued` integer NOT NULL,
	CONSTRAINT `stock_is_there` CHECK (`issued` <= `stock`),
	CONSTRAINT `issued_counts` CHECK (`issued` >= 0),
	CONSTRAINT `distribution_is_known` CHECK (`distribution` IN ('given', 'byCode'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `coupons_code_unique` ON `coupons` (`code`);
--> statement-breakpoint
CREATE TABLE `lines_before_coupons` (
	`purchase_id` integer NOT NULL,
	`position` integer NOT NULL,
	`total_minor` integer NOT NULL,
	PRIMARY KEY(`purchase_id`, `position`),
	CONSTRAINT `total_counts` CHECK (`total_minor` >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member_coupons` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`coupon` text NOT NULL,
	`revision` integer NOT NULL,
	`code` text NOT NULL,
	`issued_at` integer NOT NULL,
	`valid_through` integer,
	`because` text NOT NULL,
	`purchase_id` integer,
	`recorded_at` integer NOT NULL,
	`actor_id` integer NOT NULL,
	CONSTRAINT `brought_by_a_purchase` CHECK (`because` IN ('given', 'byCode', 'promotion') AND (`because` = 'given') = (`purchase_id` IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `member_coupons_code_unique` ON `member_coupons` (`code`);
--> statement-breakpoint
CREATE INDEX `member_coupons_of_member` ON `member_coupons` (`member_id`,`coupon`);
--> statement-breakpoint
CREATE INDEX `member_coupons_of_purchase` ON `member_coupons` (`purchase_id`) WHERE purchase_id IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `coupon_terms_no_update` BEFORE UPDATE ON `coupon_terms` BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_terms_no_delete` BEFORE DELETE ON `coupon_terms` BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_terms_no_replace` BEFORE INSERT ON `coupon_terms`
WHEN EXISTS (SELECT 1 FROM `coupon_terms` WHERE `coupon` = NEW.`coupon` AND `revision` = NEW.`revision`) BEGIN
	SELECT RAISE(ABORT, 'coupon_terms are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `member_coupons_no_update` BEFORE UPDATE ON `member_coupons` BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `member_coupons_no_delete` BEFORE DELETE ON `member_coupons` BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `member_coupons_no_replace` BEFORE INSERT ON `member_coupons`
WHEN EXISTS (SELECT 1 FROM `member_coupons` WHERE `id` = NEW.`id` OR `code` = NEW.`code`) BEGIN
	SELECT RAISE(ABORT, 'member_coupons are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_withdrawals_no_update` BEFORE UPDATE ON `coupon_withdrawals` BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_withdrawals_no_delete` BEFORE DELETE ON `coupon_withdrawals` BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_withdrawals_no_replace` BEFORE INSERT ON `coupon_withdrawals`
WHEN EXISTS (SELECT 1 FROM `coupon_withdrawals` WHERE `coupon_id` = NEW.`coupon_id`) BEGIN
	SELECT RAISE(ABORT, 'coupon_withdrawals are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_uses_no_update` BEFORE UPDATE ON `coupon_uses` BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_uses_no_delete` BEFORE DELETE ON `coupon_uses` BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_uses_no_replace` BEFORE INSERT ON `coupon_uses`
WHEN EXISTS (SELECT 1 FROM `coupon_uses` WHERE (`coupon_id` = NEW.`coupon_id` AND `number` = NEW.`number`) OR (`purchase_id` = NEW.`purchase_id` AND `position` = NEW.`position`)) BEGIN
	SELECT RAISE(ABORT, 'coupon_uses are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_give_backs_no_update` BEFORE UPDATE ON `coupon_give_backs` BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_give_backs_no_delete` BEFORE DELETE ON `coupon_give_backs` BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_give_backs_no_replace` BEFORE INSERT ON `coupon_give_backs`
WHEN EXISTS (SELECT 1 FROM `coupon_give_backs` WHERE `coupon_id` = NEW.`coupon_id` AND `number` = NEW.`number`) BEGIN
	SELECT RAISE(ABORT, 'coupon_give_backs are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `lines_before_coupons_no_update` BEFORE UPDATE ON `lines_before_coupons` BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `lines_before_coupons_no_delete` BEFORE DELETE ON `lines_before_coupons` BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `lines_before_coupons_no_replace` BEFORE INSERT ON `lines_before_coupons`
WHEN EXISTS (SELECT 1 FROM `lines_before_coupons` WHERE `purchase_id` = NEW.`purchase_id` AND `position` = NEW.`position`) BEGIN
	SELECT RAISE(ABORT, 'lines_before_coupons are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `coupons_in_order` BEFORE UPDATE OF `revision` ON `coupons`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the coupon was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `member_coupons_at_present_terms` BEFORE INSERT ON `member_coupons`
WHEN NOT EXISTS (SELECT 1 FROM `coupons` WHERE `code` = NEW.`coupon` AND `revision` = NEW.`revision` AND `active` = 1) BEGIN
	SELECT RAISE(ABORT, 'the coupon was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_uses_in_order` BEFORE INSERT ON `coupon_uses`
WHEN NEW.`number` <> 1 + (SELECT count(*) FROM `coupon_uses` WHERE `coupon_id` = NEW.`coupon_id`) BEGIN
	SELECT RAISE(ABORT, 'the coupon was used meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_uses_while_they_last` BEFORE INSERT ON `coupon_uses`
WHEN EXISTS (SELECT 1 FROM `coupon_withdrawals` WHERE `coupon_id` = NEW.`coupon_id`)
	OR (SELECT count(*) FROM `coupon_uses` WHERE `coupon_id` = NEW.`coupon_id`) - (SELECT count(*) FROM `coupon_give_backs` WHERE `coupon_id` = NEW.`coupon_id`)
	>= coalesce((SELECT t.`uses` FROM `member_coupons` c JOIN `coupon_terms` t ON t.`coupon` = c.`coupon` AND t.`revision` = c.`revision` WHERE c.`id` = NEW.`coupon_id`), 0) BEGIN
	SELECT RAISE(ABORT, 'the coupon cannot be used any more');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_withdrawals_of_known_uses` BEFORE INSERT ON `coupon_withdrawals`
WHEN NEW.`uses` <> (SELECT count(*) FROM `coupon_uses` WHERE `coupon_id` = NEW.`coupon_id`)
	OR NOT EXISTS (SELECT 1 FROM `member_coupons` WHERE `id` = NEW.`coupon_id`) BEGIN
	SELECT RAISE(ABORT, 'the coupon was used meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `coupon_give_backs_of_uses` BEFORE INSERT ON `coupon_give_backs`
WHEN NOT EXISTS (SELECT 1 FROM `coupon_uses` WHERE `coupon_id` = NEW.`coupon_id` AND `number` = NEW.`number`) BEGIN
	SELECT RAISE(ABORT, 'there is no such use');
END;
