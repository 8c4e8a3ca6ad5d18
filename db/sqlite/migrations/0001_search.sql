CREATE VIRTUAL TABLE `events_fts` USING fts5(text, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 0');--> statement-breakpoint
CREATE VIRTUAL TABLE `missions_fts` USING fts5(text, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 0');--> statement-breakpoint
CREATE VIRTUAL TABLE `actors_fts` USING fts5(text, content='', contentless_delete=1, prefix='1 2', tokenize='unicode61 remove_diacritics 0');--> statement-breakpoint
CREATE VIRTUAL TABLE `visits_fts` USING fts5(text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');--> statement-breakpoint
CREATE VIRTUAL TABLE `places_fts` USING fts5(text, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0');
