CREATE TABLE `forecasts` (
	`id` integer PRIMARY KEY NOT NULL,
	`day` integer NOT NULL,
	`horizon_days` integer NOT NULL,
	`buyers` integer NOT NULL,
	`reason` text,
	`forecast` text NOT NULL,
	`sums` text NOT NULL,
	`is_done` integer NOT NULL,
	CONSTRAINT `forecast_counts` CHECK (`buyers` >= 0 AND `horizon_days` > 0),
	CONSTRAINT `forecast_reason` CHECK (`reason` IN ('too_few_repeat_buyers', 'not_identified', 'too_uncertain')),
	CONSTRAINT `forecast_done` CHECK (`is_done` IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `forecasts_by_day` ON `forecasts` (`day`);
--> statement-breakpoint
ALTER TABLE `member_facts` ADD `first_day_minor` integer DEFAULT 0 NOT NULL CHECK (`first_day_minor` BETWEEN 0 AND `sales_minor`);
--> statement-breakpoint
-- What was computed without it is computed again by night.
DELETE FROM `member_baskets`;
--> statement-breakpoint
DELETE FROM `member_preferences`;
--> statement-breakpoint
DELETE FROM `member_facts`;
