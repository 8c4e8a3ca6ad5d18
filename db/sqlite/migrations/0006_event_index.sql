CREATE TABLE `index_entries` (
	`n` integer PRIMARY KEY NOT NULL,
	`entry` text NOT NULL,
	FOREIGN KEY (`n`) REFERENCES `events`(`n`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP TABLE `counts`;
