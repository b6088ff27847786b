ALTER TABLE `programs` ADD `next_due_at` integer;--> statement-breakpoint
ALTER TABLE `programs` ADD `claimed_until` integer;