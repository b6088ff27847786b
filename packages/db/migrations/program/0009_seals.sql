CREATE TABLE `seals` (
	`through` integer PRIMARY KEY NOT NULL,
	`after` integer NOT NULL,
	`transactions` integer NOT NULL,
	`sealed_at` integer NOT NULL,
	`previous` blob NOT NULL,
	`hash` blob NOT NULL,
	`marks` blob NOT NULL,
	CONSTRAINT `seal_covers` CHECK (`transactions` > 0 AND `after` < `through`),
	CONSTRAINT `seal_bytes` CHECK (length(`previous`) = 32 AND length(`hash`) = 32 AND length(`marks`) = 16 * `transactions`)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER `seals_follow` BEFORE INSERT ON `seals`
WHEN NEW.`after` <> coalesce((SELECT max(`through`) FROM `seals`), 0)
	OR NEW.`previous` <> coalesce((SELECT `hash` FROM `seals` WHERE `through` = NEW.`after`), zeroblob(32)) BEGIN
	SELECT RAISE(ABORT, 'the journal was sealed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `seals_cover_all` BEFORE INSERT ON `seals`
WHEN NEW.`transactions` <> (SELECT count(*) FROM `transactions` WHERE `id` > NEW.`after` AND `id` <= NEW.`through`)
	OR NOT EXISTS (SELECT 1 FROM `transactions` WHERE `id` = NEW.`through`) BEGIN
	SELECT RAISE(ABORT, 'the journal went on meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `seals_no_update` BEFORE UPDATE ON `seals` BEGIN
	SELECT RAISE(ABORT, 'seals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `seals_no_delete` BEFORE DELETE ON `seals` BEGIN
	SELECT RAISE(ABORT, 'seals are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `transactions_not_sealed` BEFORE INSERT ON `transactions`
WHEN NEW.`id` <= (SELECT max(`through`) FROM `seals`) BEGIN
	SELECT RAISE(ABORT, 'the journal is sealed beyond this id');
END;
