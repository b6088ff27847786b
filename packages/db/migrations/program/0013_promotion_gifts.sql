CREATE TABLE `promotion_gifts` (
	`purchase_id` integer NOT NULL,
	`revision_id` integer NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`given_id` integer,
	`why_not` text,
	PRIMARY KEY(`purchase_id`, `revision_id`, `kind`, `code`),
	CONSTRAINT `gift_kind_is_known` CHECK (`kind` IN ('gift', 'coupon')),
	CONSTRAINT `given_or_why_not` CHECK ((`given_id` IS NULL) = (`why_not` IS NOT NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `promotion_gifts_given` ON `promotion_gifts` (`given_id`) WHERE given_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE `return_gifts` (
	`return_id` integer NOT NULL,
	`revision_id` integer NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`taken_back` integer NOT NULL,
	PRIMARY KEY(`return_id`, `revision_id`, `kind`, `code`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `promotion_gifts_no_update` BEFORE UPDATE ON `promotion_gifts` BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `promotion_gifts_no_delete` BEFORE DELETE ON `promotion_gifts` BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `promotion_gifts_no_replace` BEFORE INSERT ON `promotion_gifts`
WHEN EXISTS (SELECT 1 FROM `promotion_gifts` WHERE (`purchase_id` = NEW.`purchase_id` AND `revision_id` = NEW.`revision_id` AND `kind` = NEW.`kind` AND `code` = NEW.`code`) OR `given_id` = NEW.`given_id`) BEGIN
	SELECT RAISE(ABORT, 'promotion_gifts are never replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `return_gifts_no_update` BEFORE UPDATE ON `return_gifts` BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `return_gifts_no_delete` BEFORE DELETE ON `return_gifts` BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `return_gifts_no_replace` BEFORE INSERT ON `return_gifts`
WHEN EXISTS (SELECT 1 FROM `return_gifts` WHERE `return_id` = NEW.`return_id` AND `revision_id` = NEW.`revision_id` AND `kind` = NEW.`kind` AND `code` = NEW.`code`) BEGIN
	SELECT RAISE(ABORT, 'return_gifts are never replaced');
END;
