"""One or several runs as a page: a single HTML file that is opened from the disk and asks the network for nothing."""
