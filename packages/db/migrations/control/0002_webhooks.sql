ALTER TABLE `programs` ADD `webhooks_due_at` integer;
--> statement-breakpoint
ALTER TABLE `programs` ADD `webhooks_claimed_until` integer;
--> statement-breakpoint
ALTER TABLE `programs` ADD `webhooks_behind_since` integer;
--> statement-breakpoint
ALTER TABLE `programs` ADD `webhooks_dead` integer DEFAULT 0 NOT NULL;
