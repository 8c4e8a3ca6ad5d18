ALTER TABLE `api_keys` ADD `display` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `link_hash` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `link_expires_at` integer;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `opened_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_by_link` ON `api_keys` (`link_hash`);