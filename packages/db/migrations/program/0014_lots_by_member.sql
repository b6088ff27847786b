CREATE TABLE `lots_by_member` (
	`transaction_id` integer NOT NULL,
	`unit` integer NOT NULL,
	`member_id` integer NOT NULL,
	`earned_at` integer NOT NULL,
	`expires_on` integer,
	`amount` integer NOT NULL,
	`opened` integer NOT NULL,
	`remaining` integer NOT NULL,
	PRIMARY KEY(`member_id`, `transaction_id`, `unit`),
	CONSTRAINT `lot_holds` CHECK (`remaining` >= 0 AND `remaining` <= `amount` AND `opened` >= 0 AND `opened` <= `amount`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `lots_by_member` (`transaction_id`, `unit`, `member_id`, `earned_at`, `expires_on`, `amount`, `opened`, `remaining`)
SELECT `transaction_id`, `unit`, `member_id`, `earned_at`, `expires_on`, `amount`, `opened`, `remaining`
FROM `lots` ORDER BY `member_id`, `transaction_id`, `unit`;
--> statement-breakpoint
DROP TABLE `lots`;
--> statement-breakpoint
ALTER TABLE `lots_by_member` RENAME TO `lots`;
--> statement-breakpoint
ALTER TABLE `standings` ADD `expires_on` integer;
--> statement-breakpoint
UPDATE `standings` SET `expires_on` = (
	SELECT min(`lots`.`expires_on`) FROM `lots` WHERE `lots`.`member_id` = `standings`.`member_id` AND `lots`.`remaining` > 0
);
--> statement-breakpoint
CREATE INDEX `standings_expiring` ON `standings` (`expires_on`) WHERE expires_on IS NOT NULL;
--> statement-breakpoint
DROP INDEX `moves_of_lot`;
--> statement-breakpoint
CREATE INDEX `transactions_expiring` ON `transactions` (`member_id`) WHERE kind = 6;
--> statement-breakpoint
CREATE TRIGGER `lots_opened` AFTER INSERT ON `lots`
WHEN NEW.`remaining` > 0 AND NEW.`expires_on` IS NOT NULL BEGIN
	UPDATE `standings` SET `expires_on` = NEW.`expires_on`
	WHERE `member_id` = NEW.`member_id` AND (`expires_on` IS NULL OR `expires_on` > NEW.`expires_on`);
END;
