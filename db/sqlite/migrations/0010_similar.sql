CREATE TABLE `event_aliases` (
	`id` text PRIMARY KEY NOT NULL,
	`ref` text NOT NULL,
	`event_n` integer NOT NULL,
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_aliases_ref_unique` ON `event_aliases` (`ref`);--> statement-breakpoint
CREATE INDEX `event_aliases_by_event` ON `event_aliases` (`event_n`);--> statement-breakpoint
CREATE TABLE `event_keys` (
	`key` integer NOT NULL,
	`event_n` integer NOT NULL,
	PRIMARY KEY(`key`, `event_n`),
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `event_keys_by_event` ON `event_keys` (`event_n`);