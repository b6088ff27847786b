CREATE TABLE `campaign_results` (
	`campaign_id` integer NOT NULL,
	`day` integer NOT NULL,
	`side` text NOT NULL,
	`is_told` integer NOT NULL,
	`messages` integer NOT NULL,
	`buyers` integer NOT NULL,
	`sales_minor` integer NOT NULL,
	`squared_sales` real NOT NULL,
	PRIMARY KEY(`campaign_id`, `day`, `side`, `is_told`),
	CONSTRAINT `campaign_side_is_known` CHECK (`side` IN ('reached', 'missed', 'held_out')),
	CONSTRAINT `campaign_buyers_were_spoken_to` CHECK (`buyers` BETWEEN 0 AND `messages`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- SQLite changes no CHECK in place: messages move into a table that knows those of a campaign that was cancelled.
CREATE TABLE `messages_wider` (
	`id` integer PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`occasion` text NOT NULL,
	`status` text NOT NULL,
	`decided_at` integer NOT NULL,
	`send_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer,
	`carrier_id` text,
	`code` text,
	`revision` integer NOT NULL,
	CONSTRAINT `message_status_is_known` CHECK (`status` IN ('waiting', 'sent', 'failed', 'task', 'done', 'held_out', 'unreachable', 'no_consent', 'frequency_cap', 'always_quiet', 'cancelled')),
	CONSTRAINT `waiting_is_tried_again` CHECK ((`status` = 'waiting') = (`next_at` IS NOT NULL))
) STRICT;
--> statement-breakpoint
INSERT INTO `messages_wider` SELECT `id`, `campaign_id`, `member_id`, `occasion`, `status`, `decided_at`, `send_at`, `attempts`, `next_at`, `carrier_id`, `code`, `revision` FROM `messages`;
--> statement-breakpoint
DROP TABLE `messages`;
--> statement-breakpoint
ALTER TABLE `messages_wider` RENAME TO `messages`;
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_once` ON `messages` (`campaign_id`,`member_id`,`occasion`);--> statement-breakpoint
CREATE INDEX `messages_by_status` ON `messages` (`campaign_id`,`status`);--> statement-breakpoint
CREATE INDEX `messages_of_member` ON `messages` (`member_id`,`send_at`);--> statement-breakpoint
CREATE INDEX `messages_due` ON `messages` (`next_at`) WHERE next_at IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `messages_in_order` BEFORE UPDATE ON `messages`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the message was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `messages_of_who_is_there` BEFORE INSERT ON `messages`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
-- What an import brought that was undone is no longer a return: the next night makes the facts of those members anew.
DELETE FROM `member_preferences` WHERE `member_id` IN (SELECT `member_id` FROM `purchases` WHERE `id` IN (SELECT `made_id` FROM `import_undone`));
--> statement-breakpoint
DELETE FROM `member_baskets` WHERE `member_id` IN (SELECT `member_id` FROM `purchases` WHERE `id` IN (SELECT `made_id` FROM `import_undone`));
--> statement-breakpoint
DELETE FROM `member_goods` WHERE `member_id` IN (SELECT `member_id` FROM `purchases` WHERE `id` IN (SELECT `made_id` FROM `import_undone`));
--> statement-breakpoint
DELETE FROM `member_facts` WHERE `member_id` IN (SELECT `member_id` FROM `purchases` WHERE `id` IN (SELECT `made_id` FROM `import_undone`));
