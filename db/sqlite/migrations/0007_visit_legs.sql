ALTER TABLE `visits` ADD `legs` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `visits` ADD `contact` text;