CREATE TABLE `family_sizes` (
	`person_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`garment` text NOT NULL,
	`size` text NOT NULL,
	PRIMARY KEY(`person_id`, `garment`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `family_sizes_of_member` ON `family_sizes` (`member_id`);
--> statement-breakpoint
CREATE TRIGGER `family_sizes_of_who_is_there` BEFORE INSERT ON `family_sizes`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
ALTER TABLE `messages` ADD `settled_at` integer;
--> statement-breakpoint
CREATE TRIGGER `events_of_notes` AFTER INSERT ON `member_notes` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 42, NEW.`member_id`, NEW.`written_at`, json_object('noteId', NEW.`id`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_messages` AFTER UPDATE OF `status` ON `messages`
WHEN OLD.`status` = 'waiting' AND NEW.`status` IN ('sent', 'failed') BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), iif(NEW.`status` = 'sent', 43, 44), NEW.`member_id`, coalesce(NEW.`settled_at`, NEW.`send_at`), json_object('messageId', NEW.`id`, 'campaignId', NEW.`campaign_id`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_tasks` AFTER UPDATE OF `status` ON `messages`
WHEN OLD.`status` = 'task' AND NEW.`status` IN ('sent', 'done') BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 45, NEW.`member_id`, coalesce(NEW.`settled_at`, NEW.`send_at`), json_object('messageId', NEW.`id`, 'campaignId', NEW.`campaign_id`, 'outcome', NEW.`code`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_imports` AFTER UPDATE OF `ending` ON `imports`
WHEN NEW.`ending` IS NOT OLD.`ending` AND NEW.`ending` IS NOT NULL AND NOT NEW.`dry_run` BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 46, NULL, coalesce((SELECT `clock_at` FROM `program`), NEW.`done_at`), json_object('importId', NEW.`id`, 'kind', NEW.`kind`, 'status', NEW.`ending`));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_import_undos` AFTER UPDATE OF `done_at` ON `import_undos`
WHEN OLD.`done_at` IS NULL AND NEW.`done_at` IS NOT NULL BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 47, NULL, coalesce((SELECT `clock_at` FROM `program`), NEW.`done_at`), json_object('importId', NEW.`import_id`, 'status', iif(NEW.`standing` = 0, 'undone', 'partlyUndone')));
END;
--> statement-breakpoint
CREATE TRIGGER `events_of_rules` AFTER INSERT ON `audit_entries`
WHEN NEW.`act` = 'rulesPublished' BEGIN
	INSERT INTO `events` (`id`, `type`, `member_id`, `at`, `detail`)
	VALUES ((SELECT `id` FROM `next_event`), 48, NULL, NEW.`at`, json_object('version', CAST(NEW.`subject` AS INTEGER)));
END;
