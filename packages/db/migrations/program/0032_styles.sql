ALTER TABLE `purchase_lines` ADD `style` text;--> statement-breakpoint
-- SQLite changes no CHECK in place: what is liked moves into a table that knows styles.
CREATE TABLE `member_preferences_wider` (
	`member_id` integer NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`share` integer NOT NULL,
	PRIMARY KEY(`member_id`, `kind`, `value`),
	CONSTRAINT `member_preference_kind` CHECK (`kind` IN ('sizes', 'colors', 'brands', 'categories', 'styles', 'stores', 'weekdays', 'hours')),
	CONSTRAINT `member_preference_share` CHECK (`share` BETWEEN 0 AND 10000)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `member_preferences_wider` SELECT `member_id`, `kind`, `value`, `share` FROM `member_preferences`;
--> statement-breakpoint
DROP TABLE `member_preferences`;
--> statement-breakpoint
ALTER TABLE `member_preferences_wider` RENAME TO `member_preferences`;
--> statement-breakpoint
CREATE TRIGGER `member_preferences_of_who_is_there` BEFORE INSERT ON `member_preferences`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
--> statement-breakpoint
-- A line of a text of goods has one place more: the next night makes all of them anew.
DELETE FROM `member_goods`;
--> statement-breakpoint
DROP TABLE `goods_codes`;
--> statement-breakpoint
CREATE TABLE `goods_codes` (
	`code` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	CONSTRAINT `goods_kind` CHECK (`kind` IN ('category', 'size', 'brand', 'color', 'style', 'store', 'sku'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `goods_codes_of` ON `goods_codes` (`kind`,`value`);
