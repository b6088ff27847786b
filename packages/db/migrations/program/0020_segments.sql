CREATE TABLE `segments` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER `segments_in_order` BEFORE UPDATE ON `segments`
WHEN NEW.`revision` <> OLD.`revision` + 1 BEGIN
	SELECT RAISE(ABORT, 'the segment was changed meanwhile');
END;
--> statement-breakpoint
CREATE TRIGGER `segments_are_bounded` BEFORE INSERT ON `segments`
WHEN (SELECT count(*) FROM `segments`) >= 200 BEGIN
	SELECT RAISE(ABORT, 'there are too many segments');
END;
