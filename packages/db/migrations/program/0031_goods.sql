CREATE TABLE `goods_codes` (
	`code` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	CONSTRAINT `goods_kind` CHECK (`kind` IN ('category', 'size', 'brand', 'color', 'store', 'sku'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `goods_codes_of` ON `goods_codes` (`kind`,`value`);--> statement-breakpoint
CREATE TABLE `member_goods` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`goods` text
) STRICT;
--> statement-breakpoint
CREATE TRIGGER `member_goods_of_who_is_there` BEFORE INSERT ON `member_goods`
WHEN EXISTS (SELECT 1 FROM `members` WHERE `id` = NEW.`member_id` AND `status` <> 'active') BEGIN
	SELECT RAISE(ABORT, 'the member is gone');
END;
