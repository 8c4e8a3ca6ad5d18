CREATE TABLE `unconfirmed_events` (
	`event_n` integer PRIMARY KEY NOT NULL,
	`deleted_by` text,
	FOREIGN KEY (`event_n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`deleted_by`) REFERENCES `principals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `events` DROP CONSTRAINT `phase_known`;
