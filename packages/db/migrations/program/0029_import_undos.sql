CREATE TABLE `import_undos` (
	`import_id` integer PRIMARY KEY NOT NULL,
	`actor_id` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`plan` text NOT NULL,
	`cursor` integer NOT NULL,
	`rows` integer NOT NULL,
	`undone` integer NOT NULL,
	`standing` integer NOT NULL,
	`erased` integer NOT NULL,
	`erasing` text NOT NULL,
	`done_at` integer,
	`revision` integer NOT NULL,
	CONSTRAINT `undo_within_its_rows` CHECK (`undone` >= 0 AND `standing` >= 0 AND `erased` >= 0 AND `undone` + `standing` + `erased` <= `rows`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_undos_open` ON `import_undos` (`import_id`) WHERE done_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER `import_undos_in_order` BEFORE UPDATE ON `import_undos`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the undo went on meanwhile');
END;
--> statement-breakpoint
CREATE TABLE `import_undone` (
	`import_id` integer NOT NULL,
	`row` integer NOT NULL,
	`made_id` integer NOT NULL,
	`undone_id` integer NOT NULL,
	PRIMARY KEY(`import_id`, `row`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `import_undone_made` ON `import_undone` (`made_id`);
--> statement-breakpoint
CREATE INDEX `import_undone_by` ON `import_undone` (`undone_id`);
--> statement-breakpoint
CREATE TRIGGER `import_undone_no_update` BEFORE UPDATE ON `import_undone` BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END;
--> statement-breakpoint
CREATE TRIGGER `import_undone_no_delete` BEFORE DELETE ON `import_undone` BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END;
--> statement-breakpoint
CREATE TRIGGER `import_undone_no_replace` BEFORE INSERT ON `import_undone`
WHEN EXISTS (SELECT 1 FROM `import_undone` WHERE `import_id` = NEW.`import_id` AND `row` = NEW.`row`) BEGIN
	SELECT RAISE(ABORT, 'what was undone stays so');
END;
--> statement-breakpoint
CREATE TABLE `import_left` (
	`import_id` integer NOT NULL,
	`row` integer NOT NULL,
	`code` text NOT NULL,
	PRIMARY KEY(`import_id`, `row`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_replaced` (
	`import_id` integer NOT NULL,
	`row` integer NOT NULL,
	`member_id` integer NOT NULL,
	`audit_id` integer NOT NULL,
	`birthday` integer NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`import_id`, `row`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_replaced_of_member` ON `import_replaced` (`member_id`);
--> statement-breakpoint
CREATE TRIGGER `import_replaced_of_who_is_there` BEFORE INSERT ON `import_replaced`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
-- A receipt of an import that was undone no longer has its number: the mended file brings it again. That a number names
-- one receipt else is seen to by the trigger, which asks before a unique index would.
DROP INDEX `purchases_external_id`;
--> statement-breakpoint
CREATE INDEX `purchases_external_id` ON `purchases` (`external_id`) WHERE external_id IS NOT NULL;
--> statement-breakpoint
DROP TRIGGER `purchases_no_replace`;
--> statement-breakpoint
CREATE TRIGGER `purchases_no_replace` BEFORE INSERT ON `purchases`
WHEN EXISTS (SELECT 1 FROM `purchases` WHERE `id` = NEW.`id`)
	OR EXISTS (SELECT 1 FROM `purchases` WHERE `external_id` IS NOT NULL AND `external_id` = NEW.`external_id`
		AND NOT EXISTS (SELECT 1 FROM `import_undone` WHERE `made_id` = `purchases`.`id`)) BEGIN
	SELECT RAISE(ABORT, 'purchases are never replaced');
END;
