ALTER TABLE `benefit_undos` RENAME COLUMN `key_id` TO `actor_id`;
--> statement-breakpoint
ALTER TABLE `benefit_uses` RENAME COLUMN `key_id` TO `actor_id`;
--> statement-breakpoint
ALTER TABLE `redemption_ends` RENAME COLUMN `key_id` TO `actor_id`;
--> statement-breakpoint
ALTER TABLE `transactions` RENAME COLUMN `key_id` TO `actor_id`;
--> statement-breakpoint
DROP TRIGGER `transactions_no_update`;
--> statement-breakpoint
-- A redemption of nobody (0) was a member's own: the member's id says so from here on.
UPDATE `transactions` SET `actor_id` = `member_id` WHERE `actor_id` = 0 AND `kind` = 3;
--> statement-breakpoint
CREATE TRIGGER `transactions_no_update` BEFORE UPDATE ON `transactions` BEGIN
	SELECT RAISE(ABORT, 'transactions are never changed');
END;
