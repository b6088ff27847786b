CREATE TABLE `promotion_revisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`revision` integer NOT NULL,
	`effective_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`actor_id` integer NOT NULL,
	`ended` integer NOT NULL,
	`name` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`early_tiers` text,
	`early_from_at` integer,
	`conditions` text NOT NULL,
	`effects` text NOT NULL,
	CONSTRAINT `time_runs_on` CHECK (`until_at` > `from_at`),
	CONSTRAINT `early_is_earlier` CHECK ((`early_tiers` IS NULL) = (`early_from_at` IS NULL) AND coalesce(`early_from_at`, `from_at` - 1) < `from_at`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `promotion_revisions_of_code` ON `promotion_revisions` (`code`,`revision`);
--> statement-breakpoint
CREATE TABLE `purchase_promotions` (
	`purchase_id` integer NOT NULL,
	`revision_id` integer NOT NULL,
	PRIMARY KEY(`purchase_id`, `revision_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `promotion_revisions_in_order` BEFORE INSERT ON `promotion_revisions`
WHEN NEW.`id` <> 1 + (SELECT coalesce(max(`id`), 0) FROM `promotion_revisions`)
	OR NEW.`revision` <> 1 + (SELECT coalesce(max(`revision`), 0) FROM `promotion_revisions` WHERE `code` = NEW.`code`) BEGIN
	SELECT RAISE(ABORT, 'another promotion was published meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `promotion_revisions_no_update` BEFORE UPDATE ON `promotion_revisions` BEGIN
	SELECT RAISE(ABORT, 'promotion_revisions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `promotion_revisions_no_delete` BEFORE DELETE ON `promotion_revisions` BEGIN
	SELECT RAISE(ABORT, 'promotion_revisions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `purchase_promotions_no_update` BEFORE UPDATE ON `purchase_promotions` BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `purchase_promotions_no_delete` BEFORE DELETE ON `purchase_promotions` BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `purchase_promotions_no_replace` BEFORE INSERT ON `purchase_promotions`
WHEN EXISTS (SELECT 1 FROM `purchase_promotions` WHERE `purchase_id` = NEW.`purchase_id` AND `revision_id` = NEW.`revision_id`)
	OR NOT EXISTS (SELECT 1 FROM `promotion_revisions` WHERE `id` = NEW.`revision_id`) BEGIN
	SELECT RAISE(ABORT, 'purchase_promotions are never replaced');
END;
