CREATE TABLE `event_marks` (
	`one` integer PRIMARY KEY NOT NULL,
	`through` integer NOT NULL,
	CONSTRAINT `one_mark` CHECK (`one` = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY NOT NULL,
	`type` integer NOT NULL,
	`member_id` integer,
	`at` integer NOT NULL,
	`detail` text,
	CONSTRAINT `detail_is_json` CHECK (`detail` IS NULL OR json_valid(`detail`))
) STRICT;
--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`webhook_id` integer NOT NULL,
	`event_id` integer NOT NULL,
	`type` integer NOT NULL,
	`member_id` integer,
	`attempts` integer NOT NULL,
	`next_at` integer,
	`dead_at` integer,
	`first_at` integer NOT NULL,
	`status` integer,
	`error` text,
	PRIMARY KEY(`webhook_id`, `event_id`, `type`),
	CONSTRAINT `dead_is_not_tried` CHECK (`next_at` IS NULL OR `dead_at` IS NULL),
	CONSTRAINT `attempts_count` CHECK (`attempts` >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`webhook_id`,`next_at`) WHERE next_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_of_member` ON `webhook_deliveries` (`webhook_id`,`member_id`);
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` integer PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`description` text,
	`types` text,
	`enabled` integer NOT NULL,
	`disabled_because` text,
	`created_at` integer NOT NULL,
	`wrapped_key` blob NOT NULL,
	`secret` blob NOT NULL,
	`previous_secret` blob,
	`previous_until` integer,
	`cursor` integer NOT NULL,
	`failures` integer NOT NULL,
	`failing_since` integer,
	`delivered_at` integer,
	`revision` integer NOT NULL,
	CONSTRAINT `disabled_because` CHECK (`disabled_because` IS NULL OR (`enabled` = 0 AND `disabled_because` IN ('gone', 'failing'))),
	CONSTRAINT `overlap_ends` CHECK ((`previous_secret` IS NULL) = (`previous_until` IS NULL)),
	CONSTRAINT `failures_count` CHECK (`failures` >= 0)
) STRICT;
--> statement-breakpoint
INSERT INTO `event_marks` (`one`, `through`) VALUES (1, 0);
--> statement-breakpoint
CREATE TRIGGER `event_marks_move_on` BEFORE UPDATE ON `event_marks`
WHEN NEW.`through` < OLD.`through` BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER `transactions_not_told` BEFORE INSERT ON `transactions`
WHEN NEW.`id` <= (SELECT `through` FROM `event_marks` WHERE `one` = 1) BEGIN
	SELECT RAISE(ABORT, 'the journal is sealed beyond this id');
END;
--> statement-breakpoint
CREATE TRIGGER `events_no_update` BEFORE UPDATE ON `events` BEGIN
	SELECT RAISE(ABORT, 'events are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `events_no_delete` BEFORE DELETE ON `events` BEGIN
	SELECT RAISE(ABORT, 'events are never changed');
END;
--> statement-breakpoint
-- Beyond everything recorded before: an event is never found behind one that was told already.
CREATE VIEW `next_event` AS SELECT 1 + max(
	coalesce((SELECT max(`id`) FROM `events`), 0),
	coalesce((SELECT max(`id`) FROM `transactions`), 0),
	coalesce((SELECT `through` FROM `event_marks` WHERE `one` = 1), 0),
	coalesce((SELECT max(`id`) FROM `members`), 0),
	coalesce((SELECT max(`id`) FROM `consents`), 0),
	coalesce((SELECT max(`id`) FROM `benefit_uses`), 0),
	coalesce((SELECT max(`id`) FROM `job_occurrences`), 0),
	coalesce((SELECT max(`id`) FROM `audit_entries`), 0)
) AS `id`;
--> statement-breakpoint
CREATE TRIGGER `events_of_members` AFTER INSERT ON `members` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 0, NEW.`id`, NEW.`registered_at`, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_consents` AFTER INSERT ON `consents` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 5, NEW.`member_id`, NEW.`at`, json_object('channel', NEW.`channel`, 'purpose', NEW.`purpose`, 'granted', json(iif(NEW.`granted`, 'true', 'false'))));
END;
--> statement-breakpoint
-- Whatever changes a tier: a receipt, a return, a top-up, somebody by hand, the calendar.
CREATE TRIGGER `events_of_tiers` AFTER UPDATE OF `tier` ON `standings`
WHEN NEW.`tier` IS NOT OLD.`tier` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 4, NEW.`member_id`,
		coalesce(
			iif(NEW.`seq` > OLD.`seq`, (SELECT `recorded_at` FROM `transactions` WHERE `member_id` = NEW.`member_id` AND `seq` = NEW.`seq`), NULL),
			(SELECT `at` FROM `job_occurrences` ORDER BY `id` DESC LIMIT 1),
			0),
		json_object('before', OLD.`tier`, 'after', NEW.`tier`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_benefits` AFTER INSERT ON `benefit_uses` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 18, NEW.`member_id`, NEW.`recorded_at`, json_object('benefitUseId', NEW.`id`, 'benefit', NEW.`benefit`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_redemptions` AFTER INSERT ON `redemption_ends`
WHEN NEW.`end` = 'collected' BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 11, (SELECT `member_id` FROM `redemptions` WHERE `id` = NEW.`redemption_id`), NEW.`recorded_at`, json_object('redemptionId', NEW.`redemption_id`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_coupons` AFTER INSERT ON `member_coupons` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 14, NEW.`member_id`, NEW.`recorded_at`, json_object('couponId', NEW.`id`, 'coupon', NEW.`coupon`, 'because', NEW.`because`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_withdrawals` AFTER INSERT ON `coupon_withdrawals` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 17, (SELECT `member_id` FROM `member_coupons` WHERE `id` = NEW.`coupon_id`), NEW.`occurred_at`, json_object('couponId', NEW.`coupon_id`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_undos` AFTER INSERT ON `benefit_undos` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 19, (SELECT `member_id` FROM `benefit_uses` WHERE `id` = NEW.`use_id`), NEW.`recorded_at`, json_object('benefitUseId', NEW.`use_id`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_changes` AFTER INSERT ON `audit_entries`
WHEN NEW.`act` IN ('memberChanged', 'dossierChanged', 'memberErased') BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), iif(NEW.`act` = 'memberErased', 2, 1), NEW.`member_id`, NEW.`at`, NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `webhooks_in_order` BEFORE UPDATE ON `webhooks`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the endpoint was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `webhook_deliveries_of_one` BEFORE INSERT ON `webhook_deliveries`
WHEN NOT EXISTS (SELECT 1 FROM `webhooks` WHERE `id` = NEW.`webhook_id`) BEGIN
	SELECT RAISE(ABORT, 'there is no such endpoint');
END;
--> statement-breakpoint
CREATE TRIGGER `webhooks_at_most` BEFORE INSERT ON `webhooks`
WHEN (SELECT count(*) FROM `webhooks`) >= 50 BEGIN
	SELECT RAISE(ABORT, 'there are as many endpoints as may be');
END;
