CREATE TABLE `replays` (
	`id` integer PRIMARY KEY NOT NULL,
	`actor_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`plan` text NOT NULL,
	`cursor` integer NOT NULL,
	`members` integer NOT NULL,
	`totals` text NOT NULL,
	`done_at` integer,
	`failure` text,
	CONSTRAINT `failed_once_it_is_done` CHECK (`failure` IS NULL OR `done_at` IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE INDEX `replays_open` ON `replays` (`id`) WHERE done_at IS NULL;
