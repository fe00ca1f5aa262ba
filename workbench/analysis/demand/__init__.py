"""What comes when: from what was said of volumes, promises and opening hours to a year's contacts and work."""
