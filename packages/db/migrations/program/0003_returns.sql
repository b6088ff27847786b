CREATE TABLE `return_lines` (
	`return_id` integer NOT NULL,
	`position` integer NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`return_id`, `position`),
	CONSTRAINT `something_came_back` CHECK (`quantity` > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `return_refunds` (
	`return_id` integer NOT NULL,
	`position` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`return_id`, `position`),
	CONSTRAINT `refund_is_positive` CHECK (`amount_minor` > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `returns` (
	`id` integer PRIMARY KEY NOT NULL,
	`purchase_id` integer NOT NULL,
	`external_id` text,
	`body_hash` blob NOT NULL,
	`cash_minor` integer NOT NULL,
	`points_reversed` integer NOT NULL,
	`points_lapsed` integer NOT NULL,
	`points_spent` integer NOT NULL,
	`member_cash_reversed` integer NOT NULL,
	`member_cash_lapsed` integer NOT NULL,
	`member_cash_spent` integer NOT NULL,
	`tier_before` text,
	`tier_after` text,
	`points_after` integer NOT NULL,
	`member_cash_after` integer NOT NULL,
	`prepaid_after` integer NOT NULL,
	CONSTRAINT `cash_is_not_negative` CHECK (`cash_minor` >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `returns_external_id` ON `returns` (`external_id`) WHERE external_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX `returns_of_purchase` ON `returns` (`purchase_id`);
--> statement-breakpoint
CREATE INDEX `moves_of_lot` ON `lot_moves` (`lot_id`);
--> statement-breakpoint
CREATE TRIGGER `returns_no_update` BEFORE UPDATE ON `returns` BEGIN
	SELECT RAISE(ABORT, 'returns are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `returns_no_delete` BEFORE DELETE ON `returns` BEGIN
	SELECT RAISE(ABORT, 'returns are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `returns_no_replace` BEFORE INSERT ON `returns`
WHEN EXISTS (SELECT 1 FROM `returns` WHERE `id` = NEW.`id` OR (`external_id` IS NOT NULL AND `external_id` = NEW.`external_id`)) BEGIN
	SELECT RAISE(ABORT, 'returns are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `return_lines_no_update` BEFORE UPDATE ON `return_lines` BEGIN
	SELECT RAISE(ABORT, 'return_lines are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `return_lines_no_delete` BEFORE DELETE ON `return_lines` BEGIN
	SELECT RAISE(ABORT, 'return_lines are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `return_lines_no_replace` BEFORE INSERT ON `return_lines`
WHEN EXISTS (SELECT 1 FROM `return_lines` WHERE `return_id` = NEW.`return_id` AND `position` = NEW.`position`) BEGIN
	SELECT RAISE(ABORT, 'return_lines are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `return_refunds_no_update` BEFORE UPDATE ON `return_refunds` BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `return_refunds_no_delete` BEFORE DELETE ON `return_refunds` BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `return_refunds_no_replace` BEFORE INSERT ON `return_refunds`
WHEN EXISTS (SELECT 1 FROM `return_refunds` WHERE `return_id` = NEW.`return_id` AND `position` = NEW.`position`) BEGIN
	SELECT RAISE(ABORT, 'return_refunds are never replaced');
END;
