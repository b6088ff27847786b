CREATE TABLE `operator_requests` (
	`key_hash` blob PRIMARY KEY NOT NULL,
	`request_hash` blob NOT NULL,
	`program_id` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `programs` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`mode` text NOT NULL,
	`preset` text,
	`created_at` integer NOT NULL
) STRICT;
