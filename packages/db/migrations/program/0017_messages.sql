ALTER TABLE `dossiers` ADD `language` text CHECK (`language` IN ('en', 'zh-CN', 'zh-TW'));--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`template` text NOT NULL,
	`channel` text NOT NULL,
	`purpose` text NOT NULL,
	`audience` text NOT NULL,
	`data` text NOT NULL,
	`starts_at` integer NOT NULL,
	`control_share` integer NOT NULL,
	`response_days` integer NOT NULL,
	`status` text NOT NULL,
	`cursor` integer NOT NULL,
	`revision` integer NOT NULL,
	CONSTRAINT `purpose_is_known` CHECK (`purpose` IN ('marketing', 'service')),
	CONSTRAINT `campaign_status_is_known` CHECK (`status` IN ('scheduled', 'done', 'cancelled'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `campaigns_waiting` ON `campaigns` (`starts_at`) WHERE status = 'scheduled';--> statement-breakpoint
CREATE TABLE `channel_accounts` (
	`channel` text PRIMARY KEY NOT NULL,
	`wrapped_key` blob NOT NULL,
	`sealed` blob NOT NULL,
	`revision` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `message_templates` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`channel` text NOT NULL,
	`document` text NOT NULL,
	`active` integer NOT NULL,
	`revision` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `message_templates_code_unique` ON `message_templates` (`code`);--> statement-breakpoint
CREATE TABLE `messages` (
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
	CONSTRAINT `message_status_is_known` CHECK (`status` IN ('waiting', 'sent', 'failed', 'task', 'done', 'held_out', 'unreachable', 'no_consent', 'frequency_cap', 'always_quiet')),
	CONSTRAINT `waiting_is_tried_again` CHECK ((`status` = 'waiting') = (`next_at` IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_once` ON `messages` (`campaign_id`,`member_id`,`occasion`);--> statement-breakpoint
CREATE INDEX `messages_of_member` ON `messages` (`member_id`,`send_at`);--> statement-breakpoint
CREATE INDEX `messages_due` ON `messages` (`next_at`) WHERE next_at IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `message_templates_in_order` BEFORE UPDATE ON `message_templates`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the template was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `channel_accounts_in_order` BEFORE UPDATE ON `channel_accounts`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the account was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `campaigns_in_order` BEFORE UPDATE ON `campaigns`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the campaign was changed meanwhile');
END;
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
